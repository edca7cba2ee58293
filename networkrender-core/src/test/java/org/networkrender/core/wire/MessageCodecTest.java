package org.networkrender.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.SampleRange;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderDevice;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.FailureStage;

class MessageCodecTest {
  private static final Sha256 CONTENT = Sha256.of(new byte[] {1, 2, 3});
  private static final Message.MadeFile MADE = new Message.MadeFile(CONTENT, 1L << 40);

  /** What a message may leave out. */
  private static final Set<String> OPTIONAL =
      Set.of("alsoAt", "output", "region", "samples", "made", "baked", "movie", "advice");

  private static final String WELCOME =
      "{\"type\":\"welcome\",\"protocol\":1,\"worker\":\"w\",\"name\":\"n\",\"slots\":1,"
          + "\"backends\":[{\"backend\":\"b\",\"version\":\"1\",\"engines\":[],\"features\":{},";

  static List<Message> messages() {
    return List.of(
        new Message.Beat(),
        new Message.Hello(1, "id", "Jörg's \"machine\""),
        new Message.Welcome(
            1,
            "id",
            "name",
            4,
            List.of(
                new Capabilities(
                    "fake",
                    "1.2",
                    List.of("E"),
                    List.of("CPU", "CUDA"),
                    Map.of("key", "value"),
                    List.of(new RenderDevice("CUDA", "CUDA_1", "A card", 1L << 34, false)))),
            List.of("192.168.1.7:8080", "[fe80::1%eth0]:8080")),
        new Message.Refused("no"),
        new Message.Offer(3, ""),
        new Message.Offer(0, "the disk is full"),
        new Message.OpenJob(7, "fake", CONTENT, 99),
        new Message.Receiving(7, 1L << 40, 1L << 41),
        new Message.JobReady(7),
        new Message.JobFailed(7, ErrorKind.RESOURCE, "full", "make room"),
        new Message.Inspect(7, "fake", CONTENT, 99),
        new Message.Inspected(7, CONTENT, 99),
        new Message.CloseJob(7),
        Message.Assign.render(
            7,
            (7L << 40) + 1,
            FrameSet.parse("5"),
            new PixelRegion(0, 1, 20, 30),
            new SampleRange(0, 64)),
        Message.Assign.finish(7, 8, FrameSet.parse("5"), MADE).withBaked(MADE),
        new Message.Assign(
            7, 8, Message.Work.BAKE, FrameSet.parse("5"), null, null, null, null, null),
        new Message.Assign(
            7,
            8,
            Message.Work.ENCODE,
            FrameSet.parse("1-9"),
            null,
            null,
            MADE,
            MADE,
            new Message.MovieOrder(1, new PictureName("movie-1.mp4"))),
        new Message.Revoke(Long.MAX_VALUE),
        new Message.Cancel(1),
        new Message.Release(2),
        new Message.Started(3),
        new Message.Progressed(4, 0.25, "a\nnote"),
        new Message.Rendered(5, 1.5, List.of(new Message.ResultFile("1.png", CONTENT, 12))),
        new Message.Failed(
            6,
            FailureKind.STALLED,
            FailureStage.OPENING,
            "no sign of work",
            "",
            List.of("Fra:1", "a")),
        new Message.Returned(8));
  }

  @Test
  void everyKindOfMessageIsTried() {
    Set<Class<?>> tried = messages().stream().map(Object::getClass).collect(Collectors.toSet());
    assertThat(tried).containsExactlyInAnyOrder(Message.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void comesBackAsItWas(Message message) {
    assertThat(MessageCodec.decode(MessageCodec.encode(message))).isEqualTo(message);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LOST")
  void everyFailureThatAWorkerCanTellComesBackAsItWas(FailureKind kind) {
    Message message = new Message.Failed(6, kind, FailureStage.RENDERING, "no camera", "add one");
    assertThat(MessageCodec.decode(MessageCodec.encode(message))).isEqualTo(message);
  }

  @Test
  void anEarlierWorkerTellsNothingOfWhatItsRendererPrinted() {
    JsonObject json =
        json(
            new Message.Failed(
                6, FailureKind.WORKER, FailureStage.RENDERING, "crashed", "", List.of("a")));
    json.remove("output");
    assertThat(MessageCodec.decode(json.toString()))
        .isEqualTo(
            new Message.Failed(6, FailureKind.WORKER, FailureStage.RENDERING, "crashed", ""));
  }

  @Test
  void aRendererIsNotQuotedWithoutBound() {
    Message most =
        new Message.Failed(6, FailureKind.WORKER, FailureStage.RENDERING, "c", "", lines(20, 500));
    assertThat(MessageCodec.decode(MessageCodec.encode(most))).isEqualTo(most);
    for (List<String> tooMuch : List.of(lines(21, 1), lines(1, 501))) {
      JsonObject json = json(most);
      JsonArray told = new JsonArray();
      tooMuch.forEach(told::add);
      json.add("output", told);
      refused(json.toString());
    }
  }

  private static List<String> lines(int count, int length) {
    return Collections.nCopies(count, "x".repeat(length));
  }

  @Test
  void wholeFramesComeBackWithoutRegionAndSamples() {
    Message message = Message.Assign.render(1, 2, FrameSet.parse("1-9x2"), null, null);
    assertThat(MessageCodec.decode(MessageCodec.encode(message))).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMissingFieldIsRefused(Message message) {
    for (String field : fields(message)) {
      JsonObject json = json(message);
      json.remove(field);
      refused(json.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aNullFieldIsRefused(Message message) {
    for (String field : fields(message)) {
      JsonObject json = json(message);
      json.add(field, JsonNull.INSTANCE);
      refused(json.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aFieldOfAnotherFormIsRefused(Message message) {
    for (String field : fields(message)) {
      JsonObject json = json(message);
      JsonObject wrong = new JsonObject();
      wrong.addProperty("x", 1);
      json.add(field, wrong);
      refused(json.toString());
      json.add(field, new JsonPrimitive("x".repeat(100_000)));
      refused(json.toString());
    }
  }

  @Test
  void afterANewerGreetingTheVersionsCanStillBeCompared() {
    JsonObject json = json(new Message.Hello(2, "id", "name"));
    json.addProperty("new", "field");
    assertThat(MessageCodec.decode(json.toString())).isEqualTo(new Message.Hello(2, "id", "name"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "{}",
        "1",
        "\"beat\"",
        "{\"type\":\"nothing\"}",
        "{\"type\":null}",
        "{\"type\":[\"beat\"]}",
        "{\"type\":\"message\"}",
        "{\"type\":\"beat\"",
        "{\"type\":\"beat\"} x",
        "{type:\"beat\"}",
        "{'type':'beat'}",
        "{\"type\":\"offer\",\"slots\":65}",
        "{\"type\":\"offer\",\"slots\":-1}",
        "{\"type\":\"offer\",\"slots\":1e99}",
        "{\"type\":\"offer\",\"slots\":4294967297}",
        "{\"type\":\"offer\",\"slots\":1.5}",
        "{\"type\":\"started\",\"attempt\":1e999999999}",
        "{\"type\":\"progressed\",\"attempt\":1,\"fraction\":NaN,\"note\":\"\"}",
        "{\"type\":\"progressed\",\"attempt\":1,\"fraction\":1.01,\"note\":\"\"}",
        "{\"type\":\"progressed\",\"attempt\":1,\"fraction\":1e999,\"note\":\"\"}",
        "{\"type\":\"failed\",\"attempt\":1,\"kind\":\"OTHER\",\"message\":\"\",\"advice\":\"\"}",
        "{\"type\":\"failed\",\"attempt\":1,\"kind\":\"USER\",\"message\":\"\",\"advice\":\"\"}",
        "{\"type\":\"failed\",\"attempt\":1,\"kind\":\"LOST\",\"message\":\"\",\"advice\":\"\"}",
        "{\"type\":\"assign\",\"job\":1,\"attempt\":1,\"work\":\"RENDER\",\"frames\":\"\"}",
        "{\"type\":\"assign\",\"job\":1,\"attempt\":1,\"work\":\"RENDER\",\"frames\":\"1-9999999\"}",
        "{\"type\":\"assign\",\"job\":1,\"attempt\":1,\"work\":\"RENDER\",\"frames\":\"1\",\"region\":{\"x\":-1}}",
        "{\"type\":\"rendered\",\"attempt\":1,\"seconds\":1,\"files\":[null]}",
        "{\"type\":\"rendered\",\"attempt\":1,\"seconds\":1,\"files\":[{\"name\":\"a\"}]}",
        "{\"type\":\"welcome\",\"protocol\":1,\"worker\":\"w\",\"name\":\"n\",\"slots\":1,"
            + "\"backends\":[null]}",
        "{\"type\":\"welcome\",\"protocol\":1,\"worker\":\"w\",\"name\":\"n\",\"slots\":1,"
            + "\"backends\":[{\"engines\":[],\"devices\":[],\"features\":{}}]}",
        "{\"type\":\"welcome\",\"protocol\":1,\"worker\":\"w\",\"name\":\"n\",\"slots\":1,"
            + "\"backends\":[{\"backend\":\"b\",\"engines\":[],\"devices\":[],\"features\":{}}]}",
        WELCOME + "\"devices\":[]}]}",
        WELCOME + "\"devices\":[],\"cards\":[null]}]}",
        WELCOME + "\"devices\":[null],\"cards\":[]}]}",
        WELCOME + "\"devices\":[],\"cards\":[{\"kind\":\"CUDA\",\"id\":\"\"}]}]}",
        WELCOME + "\"devices\":[],\"cards\":[{\"kind\":\"\",\"id\":\"\",\"name\":\"\"}]}]}",
        WELCOME
            + "\"devices\":[],\"cards\":[{\"kind\":\"K\",\"id\":\"\",\"name\":\"\",\"memory\":-1}]}]}",
      })
  void whatIsNoMessageIsRefused(String text) {
    refused(text);
  }

  /** A peer tells of no more cards, and in no longer words, than anybody has. */
  @Test
  void whatARendererTellsOfDevicesIsBounded() {
    String card =
        "{\"kind\":\"CUDA\",\"id\":\"%s\",\"name\":\"\",\"memory\":1,\"integrated\":false}";
    String few = String.join(",", Collections.nCopies(64, card.formatted("x".repeat(200))));
    String many = String.join(",", Collections.nCopies(65, card.formatted("x")));
    String end = "]}]}";
    assertThat(MessageCodec.decode(WELCOME + "\"devices\":[],\"cards\":[" + few + end)).isNotNull();
    refused(WELCOME + "\"devices\":[],\"cards\":[" + many + end);
    refused(WELCOME + "\"devices\":[],\"cards\":[" + card.formatted("x".repeat(201)) + end);
    String kinds = String.join(",", Collections.nCopies(65, "\"CPU\""));
    refused(WELCOME + "\"devices\":[" + kinds + "],\"cards\":[]}]}");
    refused(WELCOME + "\"devices\":[\"" + "x".repeat(201) + "\"],\"cards\":[]}]}");
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "[".repeat(100_000);
    refused(deep);
    refused("{\"type\":\"beat\",\"x\":" + deep + "]".repeat(100_000) + "}");
    refused("{\"type\":" + deep + "]".repeat(100_000) + "}");
  }

  @Test
  void junkNeverDoesAnythingElseThanBeRefused() {
    Random random = new Random(20240117);
    List<String> valid = messages().stream().map(MessageCodec::encode).toList();
    String letters = "{}[]\",:\\0123456789.eE+-ntfu x\u0000\ud800";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(valid.get(random.nextInt(valid.size())));
      for (int change = random.nextInt(4); change >= 0 && text.length() > 0; change--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, letters.charAt(random.nextInt(letters.length())));
          case 2 -> text.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
          default -> text.setLength(at);
        }
      }
      decodeOrRefuse(text.toString());
    }
  }

  private static void decodeOrRefuse(String text) {
    try {
      assertThat(MessageCodec.decode(text)).isNotNull();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageNotContaining("null");
    } catch (RuntimeException | StackOverflowError e) {
      fail("decoding threw on " + text, e);
    }
  }

  private static JsonObject json(Message message) {
    return JsonParser.parseString(MessageCodec.encode(message)).getAsJsonObject();
  }

  private static List<String> fields(Message message) {
    return Stream.concat(
            Stream.of("type"),
            Arrays.stream(message.getClass().getRecordComponents()).map(RecordComponent::getName))
        .filter(name -> !OPTIONAL.contains(name))
        .toList();
  }

  private static void refused(String text) {
    assertThatIllegalArgumentException()
        .as(text.length() < 300 ? text : text.substring(0, 300))
        .isThrownBy(() -> MessageCodec.decode(text));
  }
}

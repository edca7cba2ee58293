package org.networkrender.core.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("beside-others")
class EventJsonTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("^\\{\"v\":1,\"event\":.*$", Pattern.MULTILINE);

  static List<JobEvent> jobEvents() {
    List<JobEvent> events = new ArrayList<>();
    for (Function<JobEvent.Stamp, JobEvent> make : EventStories.ofAJob()) {
      events.add(make.apply(new JobEvent.Stamp("a1b2c3", 41, EventStories.START)));
    }
    return events;
  }

  static List<FarmEvent> farmEvents() {
    List<FarmEvent> events = new ArrayList<>();
    for (Function<FarmEvent.Stamp, FarmEvent> make : EventStories.ofAFarm()) {
      events.add(make.apply(new FarmEvent.Stamp(41, EventStories.START)));
    }
    return events;
  }

  static List<WorkerEvent> workerEvents() {
    List<WorkerEvent> events = new ArrayList<>();
    for (Function<WorkerEvent.Stamp, WorkerEvent> make : EventStories.ofAWorker()) {
      events.add(make.apply(new WorkerEvent.Stamp(41, EventStories.START)));
    }
    return events;
  }

  @ParameterizedTest
  @MethodSource("workerEvents")
  void ofAWorkerComesBackAsItWas(WorkerEvent event) {
    assertThat(EventJson.decodeWorkerEvent(EventJson.encode(event))).contains(event);
  }

  @Test
  void everyKindOfEventIsTried() {
    assertThat(workerEvents().stream().map(Object::getClass))
        .containsExactlyInAnyOrder(WorkerEvent.class.getPermittedSubclasses());
    assertThat(jobEvents().stream().map(Object::getClass))
        .containsExactlyInAnyOrder(JobEvent.class.getPermittedSubclasses());
    assertThat(farmEvents().stream().map(Object::getClass))
        .containsExactlyInAnyOrder(FarmEvent.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("jobEvents")
  void ofAJobComesBackAsItWas(JobEvent event) {
    assertThat(EventJson.decodeJobEvent(EventJson.encode(event))).contains(event);
  }

  @ParameterizedTest
  @MethodSource("farmEvents")
  void ofAFarmComesBackAsItWas(FarmEvent event) {
    assertThat(EventJson.decodeFarmEvent(EventJson.encode(event))).contains(event);
  }

  @ParameterizedTest
  @MethodSource("jobEvents")
  void unknownFieldsArePassedOver(JobEvent event) {
    JsonObject json = JsonParser.parseString(EventJson.encode(event)).getAsJsonObject();
    json.addProperty("later", "something new");
    json.add("laterStill", new JsonObject());
    assertThat(EventJson.decodeJobEvent(json.toString())).contains(event);
  }

  @Test
  void aKindThatIsNotKnownIsSkipped() {
    assertThat(EventJson.decodeJobEvent("{\"v\":1,\"event\":\"somethingNew\",\"x\":[1]}"))
        .isEmpty();
  }

  @Test
  void aConstantThatIsNotKnownIsAnother() {
    JobEvent warning = jobEvents().get(24);
    String line = EventJson.encode(warning).replace("\"files\"", "\"magic\"");
    assertThat(EventJson.decodeJobEvent(line))
        .contains(
            new JobEvent.Warning(
                warning.stamp(), WarningCode.OTHER, "wood.png is missing", EventStories.WOOD));
  }

  @Test
  void constantsCanGrow() {
    for (Class<?> type :
        List.of(
            Exclusion.class,
            FailureReason.class,
            WarningCode.class,
            WaitReason.class,
            JobPhase.class,
            JobOutcome.class,
            TaskAttempt.Kind.class,
            JobTotals.Stage.class,
            FrameState.State.class,
            WorkerState.Status.class,
            FarmSnapshot.Status.class,
            WorkerSnapshot.Phase.class,
            WorkerPause.Reason.class,
            WorkerTask.Outcome.class,
            WorkerOffer.Priority.class,
            WorkerWarning.class)) {
      assertThat(type.getEnumConstants()).as(type.getName()).anyMatch(e -> "OTHER".equals(e + ""));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "{",
        "{}",
        "{\"event\":7}",
        "{\"event\":{}}",
        "{\"event\":\"paused\"}",
        "{\"event\":\"paused\",\"job\":\"a\",\"sequence\":1,\"time\":\"yesterday\"}",
        "{\"event\":\"paused\",\"job\":\"a\",\"sequence\":\"x\",\"time\":\"2026-03-01T12:00:00Z\"}",
        "{\"event\":\"paused\",\"job\":7,\"sequence\":[],\"time\":\"2026-03-01T12:00:00Z\"}",
        "{\"event\":\"framesFailed\",\"job\":\"a\",\"sequence\":1,\"time\":\"2026-03-01T12:00:00Z\","
            + "\"frames\":\"x\",\"cause\":\"c\"}",
        "{\"event\":\"taskStarted\",\"job\":\"a\",\"sequence\":1,\"time\":\"2026-03-01T12:00:00Z\","
            + "\"attempt\":\"x\"}",
        "{\"event\":\"waiting\",\"job\":\"a\",\"sequence\":1,\"time\":\"2026-03-01T12:00:00Z\","
            + "\"reason\":\"retry\",\"text\":\"t\",\"atMost\":1e999999999}"
      })
  void whatIsNoEventIsRefusedInWords(String line) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventJson.decodeJobEvent(line))
        .withMessageContaining("event");
  }

  @ParameterizedTest
  @MethodSource("jobEvents")
  void aMissingFieldIsRefusedUnlessItMayBeEmpty(JobEvent event) {
    JsonObject whole = JsonParser.parseString(EventJson.encode(event)).getAsJsonObject();
    for (String field : List.of("event", "job", "sequence", "time")) {
      JsonObject json = whole.deepCopy();
      json.remove(field);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> EventJson.decodeJobEvent(json.toString()))
          .withMessageContaining("'" + field + "'");
    }
  }

  @Test
  void aLineIsOneLineOfHarmlessCharacters() {
    String evil =
        "a\nb\r\u0000\u001b[31m\u0085\u2028\u202e\u200b\ud800 <ü> \ud83d\ude00 'x' &=\\\"";
    JobEvent event = new JobEvent.Note(new JobEvent.Stamp("job", 1, EventStories.START), evil);
    String line = EventJson.encode(event);
    assertThat(line.codePoints())
        .noneMatch(
            c ->
                Character.isISOControl(c)
                    || List.of(Character.FORMAT, Character.SURROGATE)
                        .contains((byte) Character.getType(c)));
    assertThat(line).contains("<ü> \ud83d\ude00 'x' &=");
    // Half a character comes back as what stands for one that cannot be shown.
    assertThat(EventJson.decodeJobEvent(line))
        .contains(new JobEvent.Note(event.stamp(), evil.replace('\ud800', '\ufffd')));
  }

  @Test
  void whatIsNoNumberBecomesNone() {
    JobEvent.Stamp stamp = new JobEvent.Stamp("job", 1, EventStories.START);
    String line =
        EventJson.encode(new JobEvent.TaskProgress(stamp, EventStories.ATTEMPT, Double.NaN, "odd"));
    assertThat(EventJson.decodeJobEvent(line))
        .contains(new JobEvent.TaskProgress(stamp, EventStories.ATTEMPT, 0, "odd"));
  }

  @Test
  void theDocumentShowsWhatIsWritten() throws Exception {
    String document = Files.readString(Path.of("../docs/events.md"));
    List<String> shown =
        EXAMPLE.matcher(document).results().map(MatchResult::group).sorted().toList();
    List<String> written = new ArrayList<>();
    jobEvents().forEach(event -> written.add(EventJson.encode(event)));
    farmEvents().forEach(event -> written.add(EventJson.encode(event)));
    workerEvents().forEach(event -> written.add(EventJson.encode(event)));
    written.add(CommandJson.run("{\"command\":\"cancel\"}", () -> {}));
    written.add(CommandJson.run("{\"command\":\"pause\"}", () -> {}));
    written.add(CommandJson.inputEnded());
    assertThat(shown).containsExactlyElementsOf(written.stream().sorted().toList());
  }
}

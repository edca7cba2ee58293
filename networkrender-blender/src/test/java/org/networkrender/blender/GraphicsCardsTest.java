package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderDevice;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;

/**
 * What our scripts make of graphics cards, in the real Blender: of none, as on this machine, and of
 * stand-ins, which Cycles is made to tell of. Nothing is rendered on them.
 */
class GraphicsCardsTest {
  @TempDir static Path made;
  private static JsonObject told;

  @BeforeAll
  static void runScript() throws Exception {
    Installation blender = BlenderFinder.ofThisMachine().find(List.of()).get(0);
    SessionDirectory directory = SessionDirectory.create(made);
    Path script = directory.file("standing_cards.py");
    try (InputStream in = GraphicsCardsTest.class.getResourceAsStream("standing_cards.py")) {
      Files.copy(in, script);
    }
    Path log = made.resolve("log");
    Process process =
        new ProcessBuilder(blender.command(script, 1))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    process.getOutputStream().close();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    Path result = directory.file("told.json");
    assertThat(result).as(Files.readString(log)).exists();
    told = JsonParser.parseString(Files.readString(result)).getAsJsonObject();
  }

  private static String card(int index) {
    JsonObject card = told.getAsJsonArray("cards").get(index).getAsJsonObject();
    return "%s %s %d %s"
        .formatted(
            Json.text(card, "kind"),
            Json.text(card, "name"),
            card.get("memory").getAsLong(),
            Json.truth(card, "integrated"));
  }

  @Test
  void withoutCardsThereAreNoneAndNothingIsChanged() {
    assertThat(told.getAsJsonArray("here")).isEmpty();
    assertThat(told.get("untouched"))
        .isEqualTo(JsonParser.parseString("{\"type\":\"NONE\",\"used\":[],\"scenes\":[\"CPU\"]}"));
  }

  @Test
  void eachCardIsToldInEachWayThatItCanBeUsed() {
    assertThat(told.getAsJsonArray("cards")).hasSize(6);
    assertThat(card(0)).isEqualTo("OPTIX NVIDIA GeForce RTX 3060 0 false");
    assertThat(card(2)).isEqualTo("CUDA NVIDIA GeForce GTX 970 0 false");
    assertThat(card(3)).isEqualTo("HIP AMD Radeon(TM) Graphics 0 true");
    assertThat(card(4)).isEqualTo("ONEAPI Intel(R) UHD Graphics 770 0 true");
    assertThat(card(5)).isEqualTo("ONEAPI Intel(R) Arc(TM) A770 Graphics 16225243136 false");
  }

  /** A Blender of a distribution has a driver's list, and nothing to run on the cards. */
  @Test
  void whatHasNoKernelsTellsOfNoCard() {
    List<String> kinds = Json.texts(told, "withoutKernels");
    assertThat(kinds).isIn(List.of("ONEAPI"), List.of("CUDA", "HIP", "ONEAPI", "OPTIX"));
  }

  private static void isUsed(String look, String kind, String... ids) {
    JsonObject used = told.getAsJsonObject(look);
    assertThat(used.has("lost")).as("%s: %s", look, used).isFalse();
    assertThat(Json.text(used, "type")).isEqualTo(kind);
    assertThat(Json.texts(used, "used")).containsExactlyInAnyOrder(ids);
    assertThat(Json.texts(used, "scenes")).containsExactly("GPU");
  }

  @Test
  void exactlyTheChosenCardsAreUsedInAllScenes() {
    String first = "CUDA_NVIDIA GeForce RTX 3060_0000:01:00";
    String second = "CUDA_NVIDIA GeForce GTX 970_0000:02:00";
    isUsed("one", "CUDA", second);
    isUsed("both", "CUDA", first, second);
    isUsed("optix", "OPTIX", first + "_OptiX");
    isUsed("keyed", "CUDA", first);
  }

  /** The denoiser OptiX is on some cards alone, where others would take another one silently. */
  @Test
  void theProcessorDenoisesWhateverTheSceneAsksFor() throws Exception {
    Capabilities here = new BlenderBackend().probe(Scenes.settings(made)).get(0);
    assumeThat(here.features()).as("a denoiser").containsEntry("denoiser", "true");
    assertThat(Json.texts(told, "denoisers")).containsExactly("OPENIMAGEDENOISE False");
  }

  /** What it costs to render is measured all the same: whole frames are denoised on cards too. */
  @Test
  void partsOfDenoisedFramesAreRefusedAndCanBeMeasured() {
    JsonObject denoised = told.getAsJsonObject("denoised");
    assertThat(Json.text(denoised, "refused")).contains("rendered on the processor alone");
    assertThat(Json.truth(denoised, "measured")).isTrue();
  }

  /** Cycles would take the processor, and say nothing. */
  @Test
  void whatIsNotThereFails() {
    for (String look : List.of("other", "none", "gone")) {
      JsonElement lost = told.getAsJsonObject(look).get("lost");
      assertThat(lost).as(look).isNotNull();
      assertThat(lost.getAsString()).isEqualTo("the card is not there any more");
    }
  }

  @Test
  void theProcessorCanBeChosenAgain() {
    assertThat(Json.text(told.getAsJsonObject("processor"), "type")).isEqualTo("NONE");
  }

  /** A card that is gone is told by its name; the third time in a row it is given up. */
  @Test
  void aSessionOnACardThatIsNotThereRendersNothing() throws Exception {
    Scenes.make(made, Scenes.TINY + "save('tiny.blend')\n");
    SceneDescription scene = Scenes.inspect(made.resolve("tiny.blend"), Map.of());
    Scenes.endWaiting();
    List<RenderDevice> cards = List.of(new RenderDevice("CUDA", "CUDA_a", "A card", 0, false));
    CardHealth health = new CardHealth();
    health.failed(cards);
    health.failed(cards);
    Path output = Files.createDirectory(made.resolve("output"));
    try (RenderSession session =
        BlenderSession.open(
            Scenes.request(scene, made, Map.of()),
            BlenderFinder.ofThisMachine().find(List.of()).get(0),
            Optional.empty(),
            new SceneDevice("CUDA", cards),
            health,
            new SpareBlender(SpareBlender.PATIENCE))) {
      assertThatThrownBy(
              () -> session.render(new RenderRequest(1, null, null, output), ProgressListener.NONE))
          .isInstanceOfSatisfying(
              RenderException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.RESOURCE))
          .hasMessageStartingWith("A card (CUDA) is not there any more");
      assertThat(session.isUsable()).isFalse();
      assertThat(session.givenUp())
          .hasValueSatisfying(
              why -> assertThat(why).startsWith("A card has failed 3 times in a row"));
    }
    assertThat(output).isEmptyDirectory();
    assertThat(health.lost()).containsExactly("CUDA_a");
  }

  @Test
  void aMachineWithoutACardIsAskedForOneInVain() throws Exception {
    BlenderBackend backend = new BlenderBackend();
    for (String device : List.of("", "auto", "cpu", "gpu,cpu")) {
      assertThat(backend.probe(Scenes.settings(made).withDevice(device)))
          .isNotEmpty()
          .allMatch(each -> each.devices().equals(List.of("CPU")) && each.cards().isEmpty());
    }
    for (String device : List.of("gpu", "cuda:0", "optix", "hip,cpu")) {
      assertThatThrownBy(() -> backend.probe(Scenes.settings(made).withDevice(device)))
          .isInstanceOfSatisfying(
              RenderException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USER))
          .hasMessage(
              "There is no graphics card that was asked for: this Blender can use the processor"
                  + " alone");
    }
    assertThatThrownBy(() -> backend.probe(Scenes.settings(made).withDevice("gpus")))
        .hasMessage("No device is called gpus");
    assertThat(backend.deviceOfEachSlot(Scenes.settings(made))).isEmpty();
    Capabilities here = backend.probe(Scenes.settings(made)).get(0);
    assertThat(here.features()).containsKey("instructions");
  }
}

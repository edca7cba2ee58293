package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BakeRequest;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/**
 * Small scenes that once came out wrong, exit code 0: rendered where their directory is not to be
 * seen they are those of {@code blender -a}, or are refused or told with the reason.
 *
 * <table>
 *   <caption>The cases, and where each is proved</caption>
 *   <tr><td>ies-absolute, ext-cache, lib-blendcache</td><td>{@code shot}, and EveryFileTest</td></tr>
 *   <tr><td>adaptive</td><td>{@code shot}, and ChangesOverTimeTest</td></tr>
 *   <tr><td>driver-frame-end</td><td>{@code shot}, and FrameRangeTest</td></tr>
 *   <tr><td>stamp</td><td>{@code shot}, and StampTest</td></tr>
 *   <tr><td>font-strip</td><td>{@code strip}, and EveryFileTest</td></tr>
 *   <tr><td>sims-in-turn</td><td>{@code turn}, and BakeTest</td></tr>
 *   <tr><td>sims-hidden, instanced-sim</td><td>{@code turn}, and BakeTest; told: LackingSceneTest</td></tr>
 *   <tr><td>unknown-engine, addon-node</td><td>{@code lacking}, and LackingSceneTest</td></tr>
 *   <tr><td>ocio</td><td>{@code lacking}; with the configuration: ColoursTest</td></tr>
 *   <tr><td>save-fails</td><td>{@code fails}; then FailsEverywhereTest and AlikeFailuresTest</td></tr>
 *   <tr><td>file-output-extra, file-output-only</td><td>FileOutputTest</td></tr>
 *   <tr><td>zstd-newer</td><td>InspectionTest, RecognitionTest</td></tr>
 * </table>
 *
 * Beside them: two libraries that link each other ({@code one}).
 */
@Tag("beside-others")
class CasesTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.makeBy(made, "cases.py");
  }

  private static Path farm() {
    return made.resolve("farm");
  }

  private static SceneDescription inspect(String name) throws Exception {
    return Scenes.inspect(farm().resolve("scene").resolve(name + ".blend"), Map.of());
  }

  private List<Path> renderElsewhere(SceneDescription scene, int... frames) throws Exception {
    return new OtherMachine(directory).render(scene, farm(), frames);
  }

  private static void isExpected(String name, Path picture) throws Exception {
    Path expected = made.resolve("expected").resolve(name + "_" + picture.getFileName());
    assertThat(OtherMachine.differences(picture, expected)).as("%s", expected).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"shot,5,2", "strip,2,1", "one,1,1"})
  void isTheSameOutOfTurnOnAnotherMachine(String name, int first, int second) throws Exception {
    SceneDescription scene = inspect(name);
    assertThat(scene.missing()).isEmpty();
    assertThat(scene.lacks()).isEmpty();
    assertThat(scene.warnings()).isEmpty();
    for (Path picture : renderElsewhere(scene, first, second)) {
      isExpected(name, picture);
    }
  }

  @Test
  void whatNobodyBakedIsToldAndIsBaked() throws Exception {
    SceneDescription scene = inspect("turn");
    assertThat(scene.warnings())
        .singleElement()
        .asString()
        .startsWith("Simulations that are not baked")
        .contains("bare", "instanced", "wet");
    OtherMachine bakes = new OtherMachine(Files.createDirectory(directory.resolve("bakes")));
    SessionRequest request = bakes.request(scene, bakes.receive(scene, farm()), scene.properties());
    Path file;
    try (RenderSession session = new BlenderBackend().open(request)) {
      Path output = Files.createDirectory(directory.resolve("baked"));
      file = session.bake(new BakeRequest(6, output), ProgressListener.NONE);
    }
    OtherMachine renders = new OtherMachine(directory).withBaked(file);
    for (List<Path> pictures : renders.renderAll(scene, farm(), 5, 2, 6, 1)) {
      isExpected("turn", pictures.get(0));
    }
  }

  @Test
  void whatNoBlenderHereHasIsLacking() throws Exception {
    assertThat(inspect("lacking").lacks())
        .anyMatch(line -> line.startsWith("the engine FANCY_RAYS of the scene Scene"))
        .anyMatch(line -> line.startsWith("the node Rust of the material paint"))
        .anyMatch(line -> line.contains("the view transform Show LUT"));
  }

  /** In the same words on each machine, which is what ends it after the second one. */
  @Test
  void aPictureThatCanNotBeWrittenAnywhereFailsAlikeOnEachMachine() throws Exception {
    SceneDescription scene = inspect("fails");
    RenderException first = failure(scene, "first");
    assertThat(first).hasMessageContaining("could not save its picture");
    if (first.getMessage().contains("(Success)")) {
      assertThat(first.kind()).isEqualTo(ErrorKind.WORKER);
    }
    assertThat(failure(scene, "other"))
        .hasMessage(first.getMessage().replace("/first/", "/other/"))
        .extracting(RenderException::kind)
        .isEqualTo(first.kind());
  }

  private RenderException failure(SceneDescription scene, String machine) throws Exception {
    Path place = Files.createDirectory(directory.resolve(machine));
    return catchThrowableOfType(
        RenderException.class, () -> new OtherMachine(place).render(scene, farm(), 1));
  }
}

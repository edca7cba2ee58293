package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/** Files that a scene's files name in turn: layers of USD, and what shaders include. */
@Tag("beside-others")
class LayersTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.makeBy(made, "layers.py");
  }

  private static Path root() {
    return made.resolve("scene");
  }

  private static SceneDescription inspect(String name) throws Exception {
    return Scenes.inspect(root().resolve(name + ".blend"), Map.of());
  }

  @Test
  void layersOfUsdAreSent() throws Exception {
    SceneDescription scene = inspect("usd");
    assertThat(scene.files())
        .containsExactlyInAnyOrder(
            root().resolve("usd/usd.usda"),
            root().resolve("usd/deep/sub.usda"),
            root().resolve("usd/deep/clip.1.usda"),
            root().resolve("usd/deep/clip.2.usda"),
            root().resolve("usd/far.usda"));
    assertThat(scene.lacks()).isEmpty();
    assertThat(scene.missing()).isEmpty();
  }

  @Test
  void aLayerThatIsNamedByItsFullPathIsLacking() throws Exception {
    assertThat(inspect("absolute").lacks())
        .singleElement()
        .asString()
        .contains("absolute.usda", root().resolve("usd/far.usda") + " by its full path");
  }

  @Test
  void whatShadersIncludeIsSent() throws Exception {
    SceneDescription scene = inspect("shader");
    assertThat(scene.files())
        .containsExactlyInAnyOrder(
            root().resolve("shaders/paint.osl"),
            root().resolve("shaders/lib/colours.h"),
            root().resolve("shaders/lib/more.h"));
    assertThat(scene.missing()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"usd", "shader"})
  void isTheSameOnAnotherMachine(String name) throws Exception {
    Path expected = made.resolve("expected").resolve(name + "_0001.png");
    assumeThat(expected).as("this Blender shows " + name).exists();
    Path machine = Files.createDirectory(directory.resolve(name));
    Path picture = new OtherMachine(machine).render(inspect(name), root(), 1).get(0);
    assertThat(OtherMachine.differences(picture, expected)).as(name).isEmpty();
  }

  /** As where the look could not find it. */
  @ParameterizedTest
  @CsvSource({"usd, sub.usda", "shader, colours.h"})
  void whereOneWasNotSentTheFramesFailUnlessItIsKnownThatSomethingIsMissing(
      String name, String lost) throws Exception {
    assumeThat(made.resolve("expected").resolve(name + "_0001.png")).exists();
    SceneDescription scene = inspect(name);
    OtherMachine machine = new OtherMachine(directory.resolve(name));
    Map<String, Path> files = new HashMap<>(machine.receive(scene, root()));
    for (Path file : Set.copyOf(files.values())) {
      if (file.endsWith(lost)) {
        Files.delete(file);
        files.values().remove(file);
      }
    }
    SessionRequest request = machine.request(scene, files, scene.properties());
    Path output = Files.createDirectory(directory.resolve(name + "-output"));
    try (RenderSession session = new BlenderBackend().open(request)) {
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(
                () -> session.render(RenderRequest.wholeFrame(1, output), ProgressListener.NONE))
            .isInstanceOfSatisfying(
                RenderException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USER))
            .hasMessageContaining(lost);
      }
    }
    Map<String, String> known = new HashMap<>(scene.properties());
    known.put(SceneProperties.LACKING, "true");
    SessionRequest allowed = machine.request(scene, files, known);
    try (RenderSession session = new BlenderBackend().open(allowed)) {
      assertThat(session.render(RenderRequest.wholeFrame(1, output), ProgressListener.NONE))
          .hasSize(1);
    }
  }
}

package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SceneSubject;
import org.networkrender.api.backend.SessionRequest;

/** Nodes that read files: what names a file is sent, what computes its name is told. */
@Tag("beside-others")
class ComputedPathsTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.makeBy(made, "computed_paths.py");
  }

  private static SceneDescription inspect(String name) throws Exception {
    Path scene = made.resolve("scene").resolve(name + ".blend");
    assumeThat(scene).as("this Blender has nodes that read files").exists();
    return Scenes.inspect(scene, Map.of());
  }

  @Test
  void aPathThatNodesComputeIsLacking() throws Exception {
    SceneDescription scene = inspect("joined");
    assertThat(scene.lacks())
        .singleElement()
        .asString()
        .startsWith("the node Import PLY of the node group models computes the path");
    assertThat(scene.subjects().get(scene.lacks().get(0)))
        .isEqualTo(new SceneSubject("node_groups", "models", "", ""));
  }

  @Test
  void aGroupIsGivenTheComputedPathFromOutside() throws Exception {
    assertThat(inspect("given").lacks())
        .singleElement()
        .asString()
        .startsWith("the node Import PLY of the node group reads computes the path");
  }

  @Test
  void whatNoPictureDependsOnIsNotToldOf() throws Exception {
    for (String name : List.of("muted", "loose", "unseen", "hidden")) {
      assertThat(inspect(name).lacks()).as(name).isEmpty();
    }
  }

  @Test
  void aSwitchAmongPathsComputesNone() throws Exception {
    SceneDescription scene = inspect("chosen");
    assertThat(scene.lacks()).isEmpty();
    assertThat(scene.missing()).isEmpty();
    assertThat(scene.files()).containsExactly(made.resolve("scene/data_7.ply"));
  }

  /** As a worker gets it: nothing was sent but the scene. */
  private Path render(String name, Map<String, String> options) throws Exception {
    SceneDescription scene = inspect(name);
    Path output = Files.createDirectories(directory.resolve(name + options.size()));
    SessionRequest here = Scenes.request(scene, directory, options);
    SessionRequest request =
        new SessionRequest(
            here.scene(),
            Map.of("/home/client/" + name, here.scene()),
            here.pictures(),
            here.part(),
            here.properties(),
            here.options(),
            here.settings());
    try (RenderSession session = new BlenderBackend().open(request)) {
      return session.render(RenderRequest.wholeFrame(1, output), ProgressListener.NONE).get(0);
    }
  }

  @Test
  void aFileOfTheWorkersOwnerIsNotShownWhateverNamesIt() throws Exception {
    Path empty = render("empty", Map.of());
    for (String name : List.of("secret", "secretly", "secretly-given")) {
      assertThat(OtherMachine.differences(render(name, Map.of()), empty)).as(name).isEmpty();
      // Scripts could read it in any case: without this the test would prove nothing.
      Path shown = render(name, Map.of("scripts", "on"));
      assertThat(OtherMachine.differences(shown, empty)).as(name).isNotEmpty();
    }
  }

  @Test
  void aPathThatStandsInANodeAsItIsIsNeeded() throws Exception {
    assertThat(inspect("absent").missing()).singleElement().asString().contains("data_8.ply");
  }
}

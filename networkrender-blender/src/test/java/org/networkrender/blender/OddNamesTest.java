package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;

/** Files with odd names arrive, under other names where a worker allows theirs not. */
@Tag("beside-others")
class OddNamesTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScene() throws Exception {
    Scenes.makeBy(made, "odd_names.py");
  }

  private static Path farm() {
    return made.resolve("farm");
  }

  private static SceneDescription scene() throws Exception {
    SceneDescription scene = Scenes.inspect(farm().resolve("shot \"7\".blend"), Map.of());
    assertThat(scene.missing()).isEmpty();
    return scene;
  }

  @Test
  void rendersTheSameUnderNamesThatAWorkerAllows() throws Exception {
    SceneDescription scene = scene();
    assertThat(scene.files()).hasSize(15);
    List<Path> pictures = new OtherMachine(directory).render(scene, farm(), 2, 1);
    assertThat(OtherMachine.differences(pictures.get(0), made.resolve("expected_0002.png")))
        .isEmpty();
    assertThat(OtherMachine.differences(pictures.get(1), made.resolve("expected_0001.png")))
        .isEmpty();
  }

  @Test
  void aFileThatVanishesOnTheWorkerIsNamedInsteadOfRendered() throws Exception {
    SceneDescription scene = scene();
    OtherMachine machine = new OtherMachine(directory);
    Map<String, Path> files = new HashMap<>(machine.receive(scene, farm()));
    String gone = farm().resolve("odd/#####.png").toString();
    Files.delete(files.get(gone));
    assertThatThrownBy(() -> render(machine, scene, files))
        .isInstanceOfSatisfying(
            RenderException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.WORKER);
              assertThat(e.getMessage()).contains("#####.png").contains("gone from this machine");
            });
  }

  private void render(OtherMachine machine, SceneDescription scene, Map<String, Path> files)
      throws Exception {
    Path output = Files.createDirectories(directory.resolve("output"));
    try (RenderSession session =
        new BlenderBackend().open(machine.request(scene, files, scene.properties()))) {
      session.render(RenderRequest.wholeFrame(1, output), ProgressListener.NONE);
    }
  }
}

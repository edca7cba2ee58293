package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.backend.BakeRequest;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/**
 * Simulations that nobody has baked, frames in any order and in any session: each is the frame of
 * one Blender that plays the scene from its first frame on.
 */
@Tag("beside-others")
class BakeTest {
  private static final int LAST = 6;

  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.makeAloneBy(made, "simulated.py");
  }

  private static SceneDescription inspect(String name) throws Exception {
    assumeTrue(Files.exists(made.resolve(name).resolve("scene.blend")), "no " + name);
    return Scenes.inspect(made.resolve(name).resolve("scene.blend"), Map.of());
  }

  private SessionRequest elsewhere(SceneDescription scene, String machine) throws Exception {
    OtherMachine other = new OtherMachine(Files.createDirectories(directory.resolve(machine)));
    return other.request(
        scene, other.receive(scene, scene.scene().getParent()), scene.properties());
  }

  private void isPlayed(String name, SessionRequest request, int... frames) throws Exception {
    Path output = Files.createDirectories(directory.resolve("output"));
    List<String> differing = new ArrayList<>();
    try (RenderSession session = new BlenderBackend().open(request)) {
      for (int frame : frames) {
        Path picture =
            session
                .render(RenderRequest.wholeFrame(frame, output), ProgressListener.NONE)
                .get(0);
        Path expected = made.resolve("expected/%s_%04d.png".formatted(name, frame));
        if (!OtherMachine.differences(picture, expected).isEmpty()) {
          differing.add("frame " + frame);
        }
      }
    }
    assertThat(differing).isEmpty();
  }

  private static void moves(String name) throws Exception {
    for (int frame = 2; frame <= LAST; frame++) {
      assertThat(OtherMachine.differences(
              made.resolve("expected/%s_%04d.png".formatted(name, frame - 1)),
              made.resolve("expected/%s_%04d.png".formatted(name, frame))))
          .as("%s moves to frame %d", name, frame)
          .isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cloth", "finer_cloth", "soft", "particles", "paint", "instanced", "strip", "composited"
      })
  void whatOneSessionBakesAnotherRendersInAnyOrder(String name) throws Exception {
    moves(name);
    SceneDescription scene = inspect(name);
    assertThat(scene.simulation().orElseThrow().chained()).isEmpty();
    assertThat(scene.simulation().orElseThrow().first()).isEqualTo(1);
    List<Double> progress = new ArrayList<>();
    Path file;
    try (RenderSession session = new BlenderBackend().open(elsewhere(scene, "bakes"))) {
      file =
          session.bake(
              new BakeRequest(LAST, Files.createDirectory(directory.resolve("baked"))),
              (fraction, note) -> progress.add(fraction));
    }
    assertThat(progress).endsWith(1.0).hasSizeGreaterThan(LAST);
    isPlayed(name, elsewhere(scene, "one").withBaked(file), 4, 2, 6);
    isPlayed(name, elsewhere(scene, "other").withBaked(file), 5, 3, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"early_particles", "hair", "rigid", "zone", "linked", "blurred"})
  void whatCannotBeStoredIsPlayedInEachSession(String name) throws Exception {
    SceneDescription scene = inspect(name);
    moves(name);
    assertThat(scene.simulation().orElseThrow().chained()).isNotEmpty();
    assertThat(scene.parts().orElseThrow().tiles().refusal()).contains("played by one session");
    isPlayed(name, elsewhere(scene, "one"), 2, 5, 3, 6);
  }
}

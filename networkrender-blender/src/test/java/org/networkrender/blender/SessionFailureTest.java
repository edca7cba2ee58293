package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/** What goes wrong inside a session is told for what it is. */
class SessionFailureTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.make(
        made,
        Scenes.TINY
            + """
            scene.cycles.samples = 1
            scene.cycles.use_denoising = True
            save('denoised.blend')
            scene.cycles.use_denoising = False
            """
            + Scenes.ENDLESS
            + "save('slow.blend')\n");
    Scenes.make(
        made,
        Scenes.TINY
            + """
            scene.cycles.samples = 1
            cube.hide_viewport = True
            driver = cube.driver_add('scale', 0).driver
            driver.type, driver.expression = 'SCRIPTED', 'sum(range(3)) * 0'
            save('driven.blend')
            """);
  }

  @Test
  void denoisingIsRefusedBeforehandWhereThereIsNoDenoiser() throws Exception {
    BlenderBackend backend = new BlenderBackend();
    SceneDescription scene = Scenes.inspect(made.resolve("denoised.blend"), Map.of());
    Capabilities here = backend.probe(Scenes.settings(directory)).get(0);
    boolean denoiser = "true".equals(here.features().get("denoiser"));
    Map<String, String> off = Map.of("denoise", "off");
    assertThat(backend.mismatch(scene, Map.of(), here).isPresent()).isEqualTo(!denoiser);
    assertThat(backend.mismatch(scene, off, here)).isEmpty();

    Path output = Files.createDirectory(directory.resolve("output"));
    try (RenderSession session = Scenes.open(scene, directory, off)) {
      assertThat(session.render(RenderRequest.wholeFrame(1, output), ProgressListener.NONE))
          .hasSize(1);
    }
    if (!denoiser) {
      try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
        assertThatThrownBy(
                () -> session.render(RenderRequest.wholeFrame(1, output), ProgressListener.NONE))
            .isInstanceOfSatisfying(
                RenderException.class,
                e -> {
                  assertThat(e.kind()).isEqualTo(ErrorKind.USER);
                  assertThat(e.line()).contains("no denoiser", "--no-denoise");
                });
      }
    }
  }

  /** Blender 5 saves the noise and says nothing. */
  @Test
  void denoisingIsRefusedInTheFrameInWhichItIsSwitchedOn() throws Exception {
    Scenes.make(
        directory,
        Scenes.TINY
            + """
            scene.cycles.keyframe_insert('use_denoising', frame=1)
            scene.cycles.use_denoising = True
            scene.cycles.keyframe_insert('use_denoising', frame=2)
            scene.frame_set(1)
            save('later.blend')
            """);
    SceneDescription scene = Scenes.inspect(directory.resolve("later.blend"), Map.of());
    Capabilities here = new BlenderBackend().probe(Scenes.settings(directory)).get(0);
    Path output = Files.createDirectory(directory.resolve("output"));
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      assertThat(session.render(RenderRequest.wholeFrame(1, output), ProgressListener.NONE))
          .hasSize(1);
      if (!"true".equals(here.features().get("denoiser"))) {
        assertThatThrownBy(
                () -> session.render(RenderRequest.wholeFrame(2, output), ProgressListener.NONE))
            .isInstanceOfSatisfying(
                RenderException.class, e -> assertThat(e.line()).contains("no denoiser"));
      }
    }
  }

  /** The worker has told of the one that it had when it started. */
  @Test
  void aBlenderThatWasReplacedByAnotherRefuses() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("slow.blend"), Map.of());
    Map<String, String> properties = new HashMap<>(scene.properties());
    properties.put(SceneProperties.VERSION, "2.79.0");
    Path output = Files.createDirectory(directory.resolve("output"));
    try (RenderSession session = new BlenderBackend().open(request(scene, properties))) {
      assertThatThrownBy(
              () -> session.render(RenderRequest.wholeFrame(1, output), ProgressListener.NONE))
          .isInstanceOfSatisfying(
              RenderException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(ErrorKind.REFUSED);
                assertThat(e.getMessage()).contains("now, and the client 2.79.0");
              });
    }
    assertThat(output).isEmptyDirectory();
  }

  private SessionRequest request(SceneDescription scene, Map<String, String> properties)
      throws Exception {
    SessionRequest here = Scenes.request(scene, directory, Map.of());
    return new SessionRequest(
        here.scene(),
        here.files(),
        here.pictures(),
        here.part(),
        properties,
        here.options(),
        here.settings());
  }

  /** Blender says so in the first frame alone. */
  @Test
  void aDriverThatIsLeftOutFailsEachFrameUnlessTheLookHasToldOfIt() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("driven.blend"), Map.of());
    Path output = Files.createDirectory(directory.resolve("output"));
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      assertThat(session.render(RenderRequest.wholeFrame(1, output), ProgressListener.NONE))
          .hasSize(1);
    }
    Map<String, String> properties = new HashMap<>(scene.properties());
    assertThat(properties.remove(SceneProperties.REFUSED_DRIVERS)).isEqualTo("true");
    Path untold = Files.createDirectory(directory.resolve("untold"));
    try (RenderSession session = new BlenderBackend().open(request(scene, properties))) {
      for (int frame : List.of(1, 2)) {
        assertThatThrownBy(
                () ->
                    session.render(RenderRequest.wholeFrame(frame, untold), ProgressListener.NONE))
            .isInstanceOfSatisfying(
                RenderException.class,
                e -> {
                  assertThat(e.kind()).isEqualTo(ErrorKind.USER);
                  assertThat(e.line()).contains("sum(range(3)) * 0", "--scripts");
                });
      }
    }
    try (RenderSession session = Scenes.open(scene, directory, Map.of("scripts", "on"))) {
      assertThat(session.render(RenderRequest.wholeFrame(1, output), ProgressListener.NONE))
          .hasSize(1);
    }
  }

  @Test
  void aKilledBlenderIsTheWorkersFault() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("slow.blend"), Map.of());
    Path output = Files.createDirectory(directory.resolve("output"));
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      ProgressListener killer =
          (fraction, note) -> {
            if (note.startsWith("Sample")) {
              session.process().orElseThrow().destroyForcibly();
            }
          };
      assertThatThrownBy(() -> session.render(RenderRequest.wholeFrame(1, output), killer))
          .isInstanceOfSatisfying(
              RenderException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(ErrorKind.WORKER);
                assertThat(e.getMessage()).contains("signal 9").doesNotContain("\n");
                assertThat(e.output()).hasSizeLessThanOrEqualTo(20);
                assertThat(e.output()).anyMatch(line -> line.matches("Fra: ?1 .*"));
              });
      assertThat(session.isUsable()).isFalse();
    }
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsALackOfResources() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("denoised.blend"), Map.of());
    Path file = Files.createFile(directory.resolve("file"));
    try (RenderSession session = Scenes.open(scene, directory, Map.of("denoise", "off"))) {
      assertThatThrownBy(
              () ->
                  session.render(
                      RenderRequest.wholeFrame(1, file.resolve("below")), ProgressListener.NONE))
          .isInstanceOfSatisfying(
              RenderException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.RESOURCE));
    }
  }
}

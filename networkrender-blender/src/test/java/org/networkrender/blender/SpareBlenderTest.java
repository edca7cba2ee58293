package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/** The Blender that looked into a scene renders it, as a fresh one would, and never stays. */
@Tag("processes")
class SpareBlenderTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScene() throws Exception {
    // What earlier tests left would be counted.
    Scenes.endWaiting();
    // All that the inspection changes: size, format, the output's name.
    Scenes.make(
        made,
        Scenes.TINY
            + """
            scene.render.filepath = '//expected/shot_##_at'
            scene.render.image_settings.file_format = 'TIFF'
            scene.render.image_settings.color_depth = '16'
            scene.render.dither_intensity = 1
            scene.render.use_border = True
            scene.render.border_max_x = 0.75
            save('shot.blend')
            """);
    SceneMaker.end();
  }

  private static BlenderBackend backend(Duration patience) {
    return new BlenderBackend(
        BlenderFinder.ofThisMachine(), LONG, patience, ProbeMemory.none(), Map.of());
  }

  private SceneDescription look(BlenderBackend backend, Map<String, String> options)
      throws Exception {
    return backend.inspectToRender(made.resolve("shot.blend"), Scenes.settings(directory), options);
  }

  private List<Path> temporaryFiles() throws Exception {
    try (Stream<Path> files = Files.list(directory.resolve("temporary"))) {
      return files.toList();
    }
  }

  private BufferedImage picture(RenderSession session, String place) throws Exception {
    Path output = Files.createDirectories(directory.resolve(place));
    List<Path> files = session.render(RenderRequest.wholeFrame(3, output), ProgressListener.NONE);
    assertThat(files).hasSize(1);
    return ImageIO.read(files.get(0).toFile());
  }

  @Test
  void whoLookedIntoASceneRendersItAsAFreshOneWould() throws Exception {
    Map<String, String> options = Map.of("format", "PNG", "scale", "150%");
    BlenderBackend backend = backend(LONG);
    SceneDescription scene = look(backend, options);
    List<Path> kept = temporaryFiles();
    assertThat(kept).hasSize(1);
    SessionRequest request = Scenes.request(scene, directory, options);

    try (RenderSession session = backend.open(request);
        RenderSession fresh = new BlenderBackend().open(request)) {
      assertThat(temporaryFiles()).hasSize(2).containsAll(kept);
      BufferedImage expected = picture(fresh, "fresh");
      BufferedImage found = picture(session, "kept");
      assertThat(found.getWidth()).isEqualTo(expected.getWidth());
      assertThat(pixels(found)).isEqualTo(pixels(expected));
    }
    assertThat(temporaryFiles()).isEmpty();
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @Test
  void oneSessionTakesItAndTheNextStartsItsOwn() throws Exception {
    BlenderBackend backend = backend(LONG);
    SessionRequest request = Scenes.request(look(backend, Map.of()), directory, Map.of());
    try (RenderSession first = backend.open(request);
        RenderSession second = backend.open(request)) {
      assertThat(temporaryFiles()).hasSize(2);
      assertThat(second.process()).isPresent().isNotEqualTo(first.process());
    }
  }

  @Test
  void aSessionWithOtherThreadsDoesNotTakeIt() throws Exception {
    BlenderBackend backend = backend(LONG);
    SessionRequest request = Scenes.request(look(backend, Map.of()), directory, Map.of());
    BackendSettings settings = request.settings();
    SessionRequest other =
        new SessionRequest(
            request.scene(),
            request.files(),
            request.pictures(),
            request.part(),
            request.properties(),
            request.options(),
            new BackendSettings(settings.executables(), 2, settings.temporary()));
    try (RenderSession session = backend.open(other)) {
      assertThat(session.isUsable()).isTrue();
      assertThat(temporaryFiles()).hasSize(2);
    } finally {
      backend.endWaiting();
    }
    assertThat(temporaryFiles()).isEmpty();
  }

  @Test
  void oneThatWasKilledMeanwhileIsNotTaken() throws Exception {
    BlenderBackend backend = backend(LONG);
    Map<String, String> options = Map.of("format", "PNG");
    SessionRequest request = Scenes.request(look(backend, options), directory, options);
    ProcessHandle waiting = onlyBlender(ProcessHandle.current());
    waiting.destroyForcibly();
    waiting.onExit().get(3, TimeUnit.MINUTES);

    try (RenderSession session = backend.open(request)) {
      assertThat(picture(session, "again")).isNotNull();
    }
    assertThat(temporaryFiles()).isEmpty();
  }

  @Test
  void nobodyWantsItAndItEnds() throws Exception {
    look(backend(Duration.ofMillis(100)), Map.of());
    await().atMost(Duration.ofMinutes(3)).until(() -> temporaryFiles().isEmpty());
  }

  @Test
  void anInspectionAloneKeepsNothing() throws Exception {
    new BlenderBackend().inspect(made.resolve("shot.blend"), Scenes.settings(directory), Map.of());
    assertThat(temporaryFiles()).isEmpty();
  }

  @Test
  void itEndsWithTheProgramThatWasKilled() throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Looking.class.getName(),
                made.resolve("shot.blend").toString(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    ProcessHandle blender;
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(output.readLine()).isEqualTo("looked");
      blender = onlyBlender(program.toHandle());
    } finally {
      program.destroyForcibly();
    }
    try {
      await().atMost(Duration.ofMinutes(3)).until(() -> !blender.isAlive());
      assertThat(temporaryFiles()).isEmpty();
    } finally {
      blender.destroyForcibly();
    }
  }

  private static ProcessHandle onlyBlender(ProcessHandle parent) {
    List<ProcessHandle> blenders = parent.children().toList();
    assertThat(blenders).hasSize(1);
    return blenders.get(0);
  }

  /** A program that looks into a scene and then does nothing; made to be killed. */
  static final class Looking {
    private Looking() {}

    public static void main(String[] arguments) throws Exception {
      backend(LONG)
          .inspectToRender(Path.of(arguments[0]), Scenes.settings(Path.of(arguments[1])), Map.of());
      System.out.println("looked");
      System.out.flush();
      Thread.currentThread().join();
    }
  }
}

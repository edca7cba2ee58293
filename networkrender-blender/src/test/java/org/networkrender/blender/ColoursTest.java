package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/** A studio's own colours, chosen by the environment variable OCIO, are those of every machine. */
@Tag("beside-others")
class ColoursTest {
  private static final String SCENE =
      Scenes.TINY
          + """
          scene.frame_end = 1
          scene.render.dither_intensity = 0
          scene.view_settings.view_transform = 'Studio'
          save('shot.blend')
          scene.render.filepath = os.path.join(here, 'expected/')
          bpy.ops.render.render(animation=True)
          """;

  @TempDir static Path made;
  @TempDir Path directory;

  private static BlenderBackend backend;

  @BeforeAll
  static void makeScene() throws Exception {
    try (InputStream in = ColoursTest.class.getResourceAsStream("studio_colours.py")) {
      Scenes.make(made, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    Map<String, String> studio = Map.of("OCIO", made.resolve("studio/config.ocio").toString());
    Path script = made.resolve("scene.py");
    Files.writeString(script, "import os\nhere = os.path.dirname(__file__)\n" + SCENE);
    ProcessBuilder builder =
        new ProcessBuilder(
                Scenes.program().toString(),
                "-b",
                "--factory-startup",
                "--python-exit-code",
                "9",
                "-P",
                script.toString())
            .redirectErrorStream(true)
            .redirectOutput(made.resolve("log").toFile());
    builder.environment().putAll(studio);
    Process process = builder.start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(made.resolve("log"))).isZero();
    backend = backend(studio);
  }

  private static BlenderBackend backend(Map<String, String> environment) {
    return new BlenderBackend(
        BlenderFinder.ofThisMachine(),
        Duration.ofMinutes(2),
        SpareBlender.PATIENCE,
        ProbeMemory.none(),
        environment);
  }

  @AfterAll
  static void end() {
    backend.endWaiting();
  }

  private SceneDescription inspect() throws Exception {
    return backend.inspect(made.resolve("shot.blend"), Scenes.settings(directory), Map.of());
  }

  /** Renders the scene on a machine that has the job's files elsewhere, and no configuration. */
  private Path renderElsewhere(SceneDescription scene) throws Exception {
    Path there = Files.createDirectories(directory.resolve("job"));
    Map<String, Path> files = new HashMap<>();
    for (Path file : Stream.concat(Stream.of(scene.scene()), scene.files().stream()).toList()) {
      Path copy = there.resolve(made.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
      files.put(file.toString(), copy);
    }
    SessionRequest request =
        new SessionRequest(
            there.resolve("shot.blend"),
            files,
            scene.pictures(),
            scene.parts().map(PartFormat::file),
            scene.properties(),
            Map.of(),
            Scenes.settings(directory));
    Path output = Files.createDirectories(directory.resolve("output"));
    try (RenderSession session = backend(Map.of()).open(request)) {
      return session.render(RenderRequest.wholeFrame(1, output), ProgressListener.NONE).get(0);
    }
  }

  private static int[] pixels(Path file) throws Exception {
    BufferedImage image = ImageIO.read(file.toFile());
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @Test
  void configurationAndItsTablesTravel() throws Exception {
    SceneDescription scene = inspect();

    assertThat(scene.files())
        .contains(made.resolve("studio/config.ocio"), made.resolve("studio/luts/studio.spi1d"));
    assertThat(pixels(renderElsewhere(scene))).isEqualTo(pixels(made.resolve("expected/0001.png")));
  }

  @Test
  void configurationThatDidNotComeWithTheJobIsNotLookedForOnTheWorker() throws Exception {
    SceneDescription scene = inspect();
    SessionRequest request = Scenes.request(scene, directory, Map.of());

    assertThatThrownBy(() -> backend(Map.of()).open(request).close())
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("config.ocio");
  }

  /** Blender goes on with its own colours, exit code 0. */
  @Test
  void configurationThatBlenderCannotReadIsRefused() throws Exception {
    SceneDescription scene = inspect();
    Path file = Files.writeString(directory.resolve("config.ocio"), "ocio_profile_version: 99\n");
    BlenderBackend other = backend(Map.of("OCIO", file.toString()));

    assertThatThrownBy(() -> other.inspect(scene.scene(), Scenes.settings(directory), Map.of()))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("colour configuration")
        .hasMessageContaining("99");
    Path table = made.resolve("studio/luts/studio.spi1d");
    String whole = Files.readString(table);
    Files.writeString(table, "no table");
    try {
      assertThatThrownBy(() -> renderElsewhere(scene))
          .isInstanceOf(RenderException.class)
          // 3.4 ends with that; later ones go on.
          .hasMessageContaining("spi1d");
    } finally {
      Files.writeString(table, whole);
    }
  }

  @Test
  void tablesThatAreNotThereAreTold() throws Exception {
    Path studio = Files.createDirectory(directory.resolve("studio"));
    Path file = studio.resolve("config.ocio");
    Files.writeString(file, Files.readString(made.resolve("studio/config.ocio")));

    List<String> warnings = ColourConfiguration.of(Map.of("OCIO", file.toString())).warnings();

    assertThat(warnings)
        .contains("the colour configuration names studio.spi1d, which is not there");
  }
}

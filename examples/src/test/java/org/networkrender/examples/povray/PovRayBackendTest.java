package org.networkrender.examples.povray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.SampleRange;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;
import org.networkrender.api.testkit.RenderBackendContract;
import org.networkrender.api.testkit.ServiceRegistration;

/** The contract of backends, kept by the POV-Ray that is installed; and its own promises. */
class PovRayBackendTest extends RenderBackendContract {
  private static final Path ORBIT = Path.of("scenes", "povray").toAbsolutePath();

  private final PovRayBackend backend = new PovRayBackend();

  @TempDir Path own;
  @TempDir Path work;

  @Override
  protected RenderBackend backend() {
    return backend;
  }

  @Override
  protected Path scene(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(ORBIT)) {
      for (Path file : files.toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
    return directory.resolve("orbit.pov");
  }

  @Override
  protected Path slowScene(Path directory) throws IOException {
    Files.writeString(
        directory.resolve("slow.ini"),
        "Width=4000\nHeight=4000\nAntialias=On\nAntialias_Threshold=0.0\nAntialias_Depth=9\n");
    return Files.writeString(
        directory.resolve("slow.pov"),
        """
        #version 3.7;
        global_settings { assumed_gamma 1 max_trace_level 20 }
        camera { location <0, 0, -4> look_at 0 }
        light_source { <3, 3, -3> 1 area_light <1, 0, 0>, <0, 1, 0>, 30, 30 }
        plane { z, 2 pigment { checker rgb 0.2, rgb 0.9 } finish { reflection 0.5 } }
        sphere { 0, 1 pigment { rgb 1 } finish { reflection 0.9 } }
        """);
  }

  @Override
  protected Path brokenScene(Path directory) throws IOException {
    return Files.writeString(directory.resolve("broken.pov"), "#version 3.7;\nsphere { <0, 0");
  }

  @Test
  void theModuleAndTheServiceFileNameTheSameBackend() throws Exception {
    assertThat(ServiceRegistration.check(PovRayBackend.class)).hasSize(1);
  }

  private BackendSettings settings() {
    return new BackendSettings(List.of(), 1, work);
  }

  private BufferedImage rendered(Path scene, int frame, Map<String, String> options)
      throws Exception {
    SceneDescription description = backend.inspect(scene, settings(), options);
    Path output = Files.createDirectory(own.resolve("frame" + frame + options.hashCode()));
    try (RenderSession session = open(description, description.properties(), options)) {
      List<Path> files =
          session.render(RenderRequest.wholeFrame(frame, output), ProgressListener.NONE);
      return ImageIO.read(files.get(0).toFile());
    }
  }

  private RenderSession open(
      SceneDescription scene, Map<String, String> properties, Map<String, String> options)
      throws Exception {
    return backend.open(
        new SessionRequest(
            scene.scene(),
            Map.of(),
            scene.pictures(),
            Optional.empty(),
            properties,
            options,
            settings()));
  }

  @Test
  void framesAreThoseOfPlainPovRay() throws Exception {
    Path scene = scene(own);
    Path plain = Files.createDirectory(own.resolve("plain"));
    Process process =
        new ProcessBuilder("povray", "orbit.ini", "-D", "+SF4", "+EF5", "+O" + plain + "/")
            .directory(own.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    for (int frame = 5; frame >= 4; frame--) {
      BufferedImage expected = ImageIO.read(plain.resolve("orbit0" + frame + ".png").toFile());
      assertThat(pixels(rendered(scene, frame, Map.of()))).isEqualTo(pixels(expected));
    }
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @Test
  void inspectReadsTheIniAndFindsTheFiles() throws Exception {
    Path scene = scene(own);
    SceneDescription description = backend.inspect(scene, settings(), Map.of());
    assertThat(description.frames()).isEqualTo(FrameSet.range(1, 12, 1));
    assertThat(description.size()).isEqualTo(new PixelSize(320, 240));
    assertThat(description.pictures()).containsExactly(new PictureName("orbit_####.png"));
    assertThat(description.files()).containsExactly(own.resolve("orbit.inc"));
    assertThat(description.warnings()).isEmpty();
    assertThat(description.properties()).containsEntry("antialias_threshold", "0.1");
  }

  @Test
  void picturesAndFontsAreKnownByTheirContent() throws Exception {
    Path file = own.resolve("wood.png");
    ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "jpg", file.toFile());
    assertThat(backend.kindOf(file)).contains("picture");
    assertThat(backend.kindOf(Files.write(file, new byte[] {0, 1, 0, 0, 7}))).contains("font");
    assertThat(backend.kindOf(Files.writeString(file, "Dear"))).isEmpty();
  }

  @Test
  void depthIsChosenByTheUser() throws Exception {
    Path scene = scene(own);
    assertThat(rendered(scene, 1, Map.of()).getColorModel().getComponentSize(0)).isEqualTo(8);
    assertThat(rendered(scene, 1, Map.of("depth", "16")).getColorModel().getComponentSize(0))
        .isEqualTo(16);
    assertUserError(() -> backend.inspect(scene, settings(), Map.of("depth", "12")), "12");
  }

  @Test
  void whatAnIniCannotSetIsLeftOutAndSaid() throws Exception {
    Path scene = scene(own);
    Files.writeString(
        own.resolve("orbit.ini"),
        "width=64 ; narrow\nHeight=48\nPost_Frame_Command=touch /tmp/x\n");
    SceneDescription description = backend.inspect(scene, settings(), Map.of());
    assertThat(description.size()).isEqualTo(new PixelSize(64, 48));
    assertThat(description.properties()).containsOnlyKeys("width", "height");
    assertThat(description.warnings())
        .containsExactly("orbit.ini: left out: Post_Frame_Command=touch /tmp/x");
  }

  @Test
  void propertiesFromTheNetworkAreChecked() throws Exception {
    SceneDescription description = backend.inspect(scene(own), settings(), Map.of());
    assertUserError(
        () -> open(description, Map.of("pre_scene_command", "id"), Map.of()), "pre_scene_command");
    assertUserError(() -> open(description, Map.of("width", "1 +Ox"), Map.of()), "+Ox");
  }

  @Test
  void samplesAndTilesOutsideTheFrameAreRefused() throws Exception {
    SceneDescription description = backend.inspect(scene(own), settings(), Map.of());
    RenderRequest samples = new RenderRequest(1, null, new SampleRange(0, 2), own);
    RenderRequest outside = new RenderRequest(1, new PixelRegion(316, 0, 8, 8), null, own);
    try (RenderSession session = open(description, description.properties(), Map.of())) {
      assertUserError(() -> session.render(samples, ProgressListener.NONE), "frames and tiles");
      assertUserError(() -> session.render(outside, ProgressListener.NONE), "frames and tiles");
    }
  }

  @Test
  void theServiceFileNamesIt() {
    assertThat(ServiceLoader.load(RenderBackend.class))
        .hasAtLeastOneElementOfType(PovRayBackend.class);
  }

  private interface Action {
    void run() throws Exception;
  }

  private static void assertUserError(Action action, String says) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            RenderException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USER))
        .hasMessageContaining(says);
  }
}

package org.networkrender.cli.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Stills of other sizes and in other cuts, against what Blender alone makes. */
@Execution(ExecutionMode.CONCURRENT)
class StillPicturesIT {
  @TempDir static Path shared;
  private static Path scene;

  @TempDir Path temporary;

  /** Adaptive sampling looks at neighbours, also over the edges of tiles. */
  @BeforeAll
  static void makeScene() throws Exception {
    scene =
        StillScene.make(
            shared,
            """
            scene.render.resolution_x, scene.render.resolution_y = 81, 47
            scene.cycles.samples = 64
            scene.cycles.use_adaptive_sampling = True
            scene.cycles.adaptive_threshold = 0.1
            """);
  }

  @Test
  void tilesOfAdaptiveSamplingMeetWithoutSeam() throws Exception {
    render(scene, "--tiles", "3x2");

    Scene.assertSamePictures(output(), Scene.reference(scene, temporary.resolve("alone"), 1));
  }

  @Test
  @Tag("system-only")
  void scaledStillIsWhatBlenderMakesOfThatPercentage() throws Exception {
    render(scene, "--tiles", "3x2", "--scale", "200%");

    Path alone =
        Scene.reference(
            scene, temporary.resolve("alone"), 1, "scene.render.resolution_percentage = 200");
    Scene.assertSamePictures(output(), alone);
    BufferedImage picture = ImageIO.read(output().resolve("shot_0001.png").toFile());
    assertThat(picture.getWidth()).isEqualTo(162);
    assertThat(picture.getHeight()).isEqualTo(94);
  }

  @Test
  @Tag("system-only")
  void stillOfAnotherShapeIsWhatBlenderMakesOfThatResolution() throws Exception {
    render(scene, "--tiles", "2x3", "--size", "55x101");

    Path alone =
        Scene.reference(
            scene,
            temporary.resolve("alone"),
            1,
            "scene.render.resolution_x, scene.render.resolution_y = 55, 101");
    Scene.assertSamePictures(output(), alone);
    BufferedImage picture = ImageIO.read(output().resolve("shot_0001.png").toFile());
    assertThat(picture.getWidth()).isEqualTo(55);
    assertThat(picture.getHeight()).isEqualTo(101);
  }

  @Test
  void sampleRangesHaveTheMeanOfOneRender() throws Exception {
    Path file =
        StillScene.make(
            temporary,
            """
            scene.render.use_compositing = False
            scene.cycles.samples = 66
            scene.render.image_settings.file_format = 'OPEN_EXR'
            scene.render.image_settings.color_depth = '32'
            """);
    Program client =
        render(file, "--split", "samples", "--set", "ranges=4", "--format", "OPEN_EXR");

    Path alone = Scene.reference(file, temporary.resolve("alone"), 1);
    assertThat(client.lines()).anyMatch(line -> line.startsWith("4 ranges of 66 samples"));
    assertThat(client.lines()).anyMatch(line -> line.contains("rendered 4 sample ranges"));
    Path ours = output().resolve("shot_0001.exr");
    Path theirs = alone.resolve("shot_0001.exr");
    assertThat(differ(ours, theirs, 1e-5)).isZero();
    assertThat(differ(ours, theirs, 0)).as("the judge sees the last bits").isNotZero();
  }

  private Program render(Path file, String... more) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("render", file.toString(), "--still"));
    arguments.addAll(List.of("--interface", "lo", "-o", output().toString()));
    arguments.addAll(List.of(more));
    try (Program client =
        Program.start("", temporary.resolve("cache"), arguments.toArray(new String[0]))) {
      assertThat(client.awaitEnd()).as("%s", client.lines()).isZero();
      return client;
    }
  }

  private Path output() {
    return temporary.resolve("out");
  }

  /** Returns 0 if no value of two pictures differs by more than a part of it. */
  private static int differ(Path one, Path other, double part) throws IOException {
    List<String> command = new ArrayList<>(List.of("idiff", "-fail", "0", "-warn", "0"));
    command.addAll(List.of("-failrelative", Double.toString(part), one.toString()));
    command.add(other.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int code = process.onExit().join().exitValue();
    assertThat(code).as(output).isBetween(0, 2);
    return code;
  }
}

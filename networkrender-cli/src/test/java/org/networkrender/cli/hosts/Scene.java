package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A small real scene, and what Blender alone makes of it. */
public final class Scene {
  private static final String SCRIPT =
      """
      import bpy, sys
      out, frames, samples = sys.argv[-3], int(sys.argv[-2]), int(sys.argv[-1])
      s = bpy.context.scene
      s.render.engine = 'CYCLES'
      s.cycles.samples = samples
      s.cycles.use_denoising = False
      s.cycles.use_adaptive_sampling = False
      if s.cycles.sampling_pattern == 'AUTOMATIC':
          # 4.2 and 4.3 cannot cut the samples of that one into ranges.
          s.cycles.sampling_pattern = 'TABULATED_SOBOL'
      s.render.resolution_x, s.render.resolution_y = 96, 54
      s.render.filepath = '//shot_####'
      s.frame_start, s.frame_end = 1, frames
      cube = bpy.data.objects['Cube']
      cube.rotation_euler = (0, 0, 0)
      cube.keyframe_insert('rotation_euler', frame=1)
      cube.rotation_euler = (1, 2, 3)
      cube.keyframe_insert('rotation_euler', frame=frames)
      bpy.ops.wm.save_as_mainfile(filepath=out, compress=False)
      """;

  private static final Path BLENDER = Path.of("blender");

  private Scene() {}

  /**
   * Makes a scene with Blender.
   *
   * @param directory where {@code scene.blend} is to be
   * @param frames how many frames it has
   * @param samples how many samples each has
   */
  public static Path make(Path directory, int frames, int samples)
      throws IOException, InterruptedException {
    return make(BLENDER, directory, frames, samples);
  }

  /** The same, with a Blender of choice. */
  static Path make(Path blender, Path directory, int frames, int samples)
      throws IOException, InterruptedException {
    return save(
        blender,
        directory.resolve("scene.blend"),
        SCRIPT,
        Integer.toString(frames),
        Integer.toString(samples));
  }

  /**
   * Makes a scene of two frames that Cycles denoises, with adaptive sampling, as new scenes are.
   */
  static Path denoised(Path blender, Path scene) throws IOException, InterruptedException {
    return save(
        blender,
        scene,
        """
        import bpy, sys
        s = bpy.context.scene
        s.render.engine = 'CYCLES'
        s.cycles.samples = 12
        s.render.resolution_x, s.render.resolution_y = 64, 40
        s.render.filepath = '//shot_####'
        s.frame_end = 2
        bpy.ops.wm.save_as_mainfile(filepath=sys.argv[-1], compress=False)
        """);
  }

  /** Runs a script on Blender's own first scene; it is to save the file that its arguments name. */
  static Path save(Path scene, String script, String... arguments)
      throws IOException, InterruptedException {
    return save(BLENDER, scene, script, arguments);
  }

  private static Path save(Path blender, Path scene, String script, String... arguments)
      throws IOException, InterruptedException {
    Path file = Files.writeString(scene.resolveSibling(scene.getFileName() + ".py"), script);
    List<String> all = new ArrayList<>(List.of("--python-exit-code", "7", "-P", file.toString()));
    all.addAll(List.of("--", scene.toString()));
    all.addAll(List.of(arguments));
    run(blender, all.toArray(new String[0]));
    return scene;
  }

  /** Renders the scene's frames on this machine alone, as {@code blender -a} does. */
  static Path reference(Path scene) throws IOException, InterruptedException {
    Path directory = scene.resolveSibling("reference");
    blender(scene.toString(), "-o", directory + "/shot_####", "-a");
    return directory;
  }

  /**
   * Runs a script on a scene, which is to write into the directory that its last argument names.
   */
  static Path played(Path scene, String script) throws IOException, InterruptedException {
    Path directory = scene.resolveSibling("played");
    Path file = Files.writeString(scene.resolveSibling("played.py"), script);
    blender(
        scene.toString(),
        "--python-exit-code",
        "7",
        "-P",
        file.toString(),
        "--",
        directory.toString());
    return directory;
  }

  /** The same, with a Blender of choice. */
  static Path reference(Path blender, Path scene) throws IOException, InterruptedException {
    Path directory =
        scene.resolveSibling("reference-" + blender.getName(blender.getNameCount() - 3));
    run(blender, scene.toString(), "-o", directory + "/shot_####", "-a");
    return directory;
  }

  /** Renders one frame with a Blender of choice. */
  static Path reference(Path blender, Path scene, Path directory, int frame)
      throws IOException, InterruptedException {
    run(blender, scene.toString(), "-o", directory + "/shot_####", "-f", Integer.toString(frame));
    return directory;
  }

  /** Renders one frame of a scene on this machine alone. */
  static Path reference(Path scene, Path directory, int frame)
      throws IOException, InterruptedException {
    return reference(scene, directory, frame, "pass");
  }

  /** The same, after a line of Python has changed the scene. */
  static Path reference(Path scene, Path directory, int frame, String change)
      throws IOException, InterruptedException {
    return reference(scene, directory, Integer.toString(frame), change);
  }

  /** The same for frames as Blender spells them, after a line of Python has changed the scene. */
  static Path reference(Path scene, Path directory, String frames, String change)
      throws IOException, InterruptedException {
    blender(
        scene.toString(),
        "--python-expr",
        "import bpy; scene = bpy.context.scene; " + change,
        "-o",
        directory + "/shot_####",
        "-f",
        frames);
    return directory;
  }

  private static void blender(String... arguments) throws IOException, InterruptedException {
    run(BLENDER, arguments);
  }

  private static void run(Path blender, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(blender.toString(), "-b", "--factory-startup", "-Y"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  /** Fails unless both directories hold the same pictures, pixel by pixel, and nothing else. */
  static void assertSamePictures(Path actual, Path expected) throws IOException {
    assertThat(names(actual)).isEqualTo(names(expected)).isNotEmpty();
    for (String name : names(expected)) {
      BufferedImage ours = ImageIO.read(actual.resolve(name).toFile());
      BufferedImage theirs = ImageIO.read(expected.resolve(name).toFile());
      assertThat(ours.getWidth()).isEqualTo(theirs.getWidth());
      assertThat(ours.getHeight()).isEqualTo(theirs.getHeight());
      int width = ours.getWidth();
      int height = ours.getHeight();
      assertThat(ours.getRaster().getPixels(0, 0, width, height, (int[]) null))
          .as(name)
          .isEqualTo(theirs.getRaster().getPixels(0, 0, width, height, (int[]) null));
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".networkrender"))
          .sorted()
          .toList();
    }
  }
}

package org.networkrender.examples;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Blender without networkrender. */
final class PlainBlender {
  private static final long MAX_MINUTES = 30;

  /** A cube in 64 x 36 pixels and one sample: rendering takes next to no time. */
  private static final String TINY_SCENE =
      """
      import bpy
      scene = bpy.context.scene
      scene.render.engine = 'CYCLES'
      scene.cycles.samples = 1
      scene.cycles.use_denoising = False
      scene.render.resolution_x, scene.render.resolution_y = 64, 36
      scene.frame_start, scene.frame_end = 1, %d
      bpy.ops.wm.save_as_mainfile(filepath=%s)
      """;

  private PlainBlender() {}

  /** Renders a scene's frames with one thread and returns how long it took, in seconds. */
  static double render(Path scene, Path output) throws IOException, InterruptedException {
    long start = System.nanoTime();
    run(scene.toString(), "-t", "1", "-o", output.resolve("frame_####").toString(), "-a");
    return (System.nanoTime() - start) / 1e9;
  }

  /**
   * Renders the frame that a scene was saved at and returns how long it took, in seconds.
   *
   * @param threads how many threads render
   * @param scale how big, such as {@code 300%}; the scene must be saved at 100 %
   */
  static double renderStill(Path scene, int threads, String scale, Path output)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    String script =
        """
        import bpy, os
        render = bpy.context.scene.render
        render.resolution_percentage = %s
        # What stands for -t where the module bpy renders.
        render.threads_mode, render.threads = 'FIXED', %d
        name = os.path.basename(render.frame_path(frame=bpy.context.scene.frame_current))
        render.filepath = os.path.join(%s, name)
        bpy.ops.render.render(write_still=True)
        """
            .formatted(scale.replace("%", ""), threads, quoted(output));
    String count = Integer.toString(threads);
    run(scene.toString(), "-t", count, "--python-exit-code", "1", "--python-expr", script);
    return (System.nanoTime() - start) / 1e9;
  }

  /** Saves a copy of a scene in which each pixel gets so many samples, and returns it. */
  static Path withSamples(Path scene, int samples, Path copy)
      throws IOException, InterruptedException {
    String script =
        """
        import bpy
        bpy.context.scene.cycles.samples = %d
        bpy.ops.wm.save_as_mainfile(filepath=%s, copy=True)
        """
            .formatted(samples, quoted(copy));
    run(scene.toString(), "--python-exit-code", "1", "--python-expr", script);
    return copy;
  }

  private static String quoted(Path path) {
    return "'" + path.toString().replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  static Path makeTinyScene(Path file, int frames) throws IOException, InterruptedException {
    run("--python-exit-code", "1", "--python-expr", TINY_SCENE.formatted(frames, quoted(file)));
    return file;
  }

  private static void run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("blender", "-b", "--factory-startup"));
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile("benchmark-blender", ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()))
            .start();
    try {
      if (!process.waitFor(MAX_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException("Blender failed: " + Files.readString(log));
      }
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(log);
    }
  }
}

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

  static Path makeTinyScene(Path file, int frames) throws IOException, InterruptedException {
    String quoted = "'" + file.toString().replace("\\", "\\\\").replace("'", "\\'") + "'";
    run("--python-exit-code", "1", "--python-expr", TINY_SCENE.formatted(frames, quoted));
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

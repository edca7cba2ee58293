package org.networkrender.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.networkrender.api.RenderException;
import org.networkrender.api.transport.Endpoint;

/**
 * Measures what one still gains from two machines, with real processes on this machine's loopback.
 *
 * <p>Arguments: the still, by default the uneven {@code examples/scenes/skyline.blend}; how big it
 * is to be, by default {@code 300%} of its own size; and the number of rounds, by default 3. Each
 * round renders it with Blender alone on one thread, then on two workers of one thread in tiles,
 * and then as {@code auto} decides, from the start of the program to the picture in its place:
 * inspection, transfer, preparing the scene in each session, joining and finishing are all in it.
 * The rounds take turns; the medians are compared. Every picture is compared pixel by pixel with
 * Blender's own.
 */
public final class StillBenchmark {
  private static final int DEFAULT_ROUNDS = 3;
  private static final int MAX_ROUNDS = 20;

  private final Path directory;
  private final List<Endpoint> workers;
  private int runs;

  private StillBenchmark(Path directory, List<Endpoint> workers) {
    this.directory = directory;
    this.workers = workers;
  }

  /** Runs the benchmark and prints its results. */
  public static void main(String[] args) throws Exception {
    Path scene = Path.of(args.length > 0 ? args[0] : "examples/scenes/skyline.blend");
    String scale = args.length > 1 ? args[1] : "300%";
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : DEFAULT_ROUNDS;
    if (!Files.isRegularFile(scene)
        || !scale.matches("[1-9]\\d{1,3}%")
        || rounds < 1
        || rounds > MAX_ROUNDS) {
      throw new IllegalArgumentException(
          "give a .blend file, a size such as 300%, and 1 to " + MAX_ROUNDS + " rounds");
    }
    Path directory = Files.createTempDirectory("networkrender-benchmark");
    Measured.print("Still %s at %s, %d rounds, files in %s", scene, scale, rounds, directory);
    try (WorkerProcess first = WorkerProcess.start("one", directory);
        WorkerProcess second = WorkerProcess.start("two", directory)) {
      new StillBenchmark(directory, List.of(first.endpoint(), second.endpoint()))
          .run(scene.toAbsolutePath(), scale, rounds);
    }
  }

  private void run(Path scene, String scale, int rounds)
      throws IOException, InterruptedException, RenderException {
    Map<String, List<Double>> times = new LinkedHashMap<>();
    for (String way : List.of("Blender alone", "tiles", "auto")) {
      times.put(way, new ArrayList<>());
    }
    for (int round = 1; round <= rounds; round++) {
      Path expected = newDirectory();
      for (Map.Entry<String, List<Double>> way : times.entrySet()) {
        double seconds =
            way.getKey().equals("Blender alone")
                ? PlainBlender.renderStill(scene, scale, expected)
                : compared(expected, scene, scale, way.getKey());
        way.getValue().add(seconds);
        Measured.print("Round %d, %s: %.2f s", round, way.getKey(), seconds);
      }
    }
    double alone = Measured.median(times.getOrDefault("Blender alone", List.of()));
    Measured.print("Every picture has the pixels of Blender's own");
    times.forEach(
        (way, seconds) ->
            Measured.print(
                "%s: %.2f s, %.2f x Blender alone",
                way, Measured.median(seconds), alone / Measured.median(seconds)));
    Measured.print("The goal is 1.80 x in tiles");
  }

  private double compared(Path expected, Path scene, String scale, String splitter)
      throws IOException, InterruptedException, RenderException {
    Path pictures = newDirectory();
    double seconds = new FarmRun(workers, directory).renderStill(scene, scale, splitter, pictures);
    Pictures.requireSame(expected, pictures);
    return seconds;
  }

  private Path newDirectory() throws IOException {
    runs++;
    return Files.createDirectory(directory.resolve("still" + runs));
  }
}

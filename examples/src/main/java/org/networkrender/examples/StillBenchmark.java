package org.networkrender.examples;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Measures what one still gains from two machines, with real processes on this machine's loopback.
 *
 * <p>Arguments: the still, by default the uneven {@code examples/scenes/atrium.blend}; how big it
 * is to be, by default {@code 100%} of its own size; the number of rounds, by default 3; and how
 * many samples a pixel gets, by default what the scene says: with more of them it takes longer, and
 * what a job costs beside its pixels weighs less. Each round renders it with Blender alone on one
 * thread and on two, then on two workers of one thread in tiles, and then as {@code auto} decides,
 * from the start of the client's process to its end: Java, inspection, transfer, preparing the
 * scene in each session, joining and finishing are all in it. Client and workers share the two
 * cores with the renderers, so Blender on two threads is the most that this machine could give. The
 * rounds take turns; the medians are compared. Every picture is compared pixel by pixel with
 * Blender's own.
 */
public final class StillBenchmark {
  private static final int DEFAULT_ROUNDS = 3;
  private static final int MAX_ROUNDS = 20;
  private static final int MAX_SAMPLES = 100_000;
  private static final double GOAL = 1.80;

  /** When others keep so much of a processor busy, a person is told not to trust the numbers. */
  private static final double NOT_QUIET = 0.05;

  private final Path directory;
  private final List<WorkerProcess> workers;
  private final Map<Way, List<Double>> times = new EnumMap<>(Way.class);
  private double mostOthers;
  private int runs;

  /** What is compared. */
  private enum Way {
    ALONE("Blender, 1 thread"),
    TWO_THREADS("Blender, 2 threads"),
    TILES("two workers, tiles"),
    AUTO("two workers, auto");

    private final String label;

    Way(String label) {
      this.label = label;
    }
  }

  private StillBenchmark(Path directory, List<WorkerProcess> workers) {
    this.directory = directory;
    this.workers = workers;
  }

  /** Runs the benchmark and prints its results. */
  public static void main(String[] args) throws Exception {
    Path scene = Path.of(args.length > 0 ? args[0] : "examples/scenes/atrium.blend");
    String scale = args.length > 1 ? args[1] : "100%";
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : DEFAULT_ROUNDS;
    int samples = args.length > 3 ? Integer.parseInt(args[3]) : 0;
    if (!Files.isRegularFile(scene)
        || !scale.matches("[1-9]\\d{1,3}%")
        || rounds < 1
        || rounds > MAX_ROUNDS
        || samples < 0
        || samples > MAX_SAMPLES) {
      throw new IllegalArgumentException(
          "give a .blend file, a size such as 150%, 1 to "
              + MAX_ROUNDS
              + " rounds, and samples up to "
              + MAX_SAMPLES);
    }
    Path directory = Files.createTempDirectory("networkrender-benchmark");
    if (samples > 0) {
      scene = PlainBlender.withSamples(scene, samples, directory.resolve(scene.getFileName()));
      Measured.print("%d samples a pixel", samples);
    }
    Measured.print("Still %s at %s, %d rounds, files in %s", scene, scale, rounds, directory);
    try (WorkerProcess first = WorkerProcess.start("one", directory);
        WorkerProcess second = WorkerProcess.start("two", directory)) {
      new StillBenchmark(directory, List.of(first, second))
          .run(scene.toAbsolutePath(), scale, rounds);
    }
  }

  private void run(Path scene, String scale, int rounds) throws IOException, InterruptedException {
    for (int round = 1; round <= rounds; round++) {
      Path expected = newDirectory();
      for (Way way : Way.values()) {
        OtherLoad load = OtherLoad.begin();
        long start = System.nanoTime();
        Path pictures = way == Way.ALONE ? expected : newDirectory();
        String words = render(way, scene, scale, pictures);
        double seconds = (System.nanoTime() - start) / 1e9;
        OptionalDouble others = load.processors();
        Pictures.requireSame(expected, pictures);
        times.computeIfAbsent(way, unused -> new ArrayList<>()).add(seconds);
        mostOthers = Math.max(mostOthers, others.orElse(0));
        Measured.print(
            "Round %d, %s: %.2f s, others kept %.2f processors busy%s",
            round, way.label, seconds, others.orElse(Double.NaN), words);
      }
    }
    report();
  }

  private void report() {
    double alone = median(Way.ALONE);
    Measured.print("Every picture has the pixels of Blender's own");
    double most = alone / median(Way.TWO_THREADS);
    for (Way way : Way.values()) {
      double gain = alone / median(way);
      Measured.print(
          "%s: %.2f s, %.2f x Blender on 1 thread, %.0f %% of what 2 threads gain",
          way.label, median(way), gain, 100 * gain / most);
    }
    Measured.print("The goal is %.2f x in tiles", GOAL);
    if (mostOthers > NOT_QUIET) {
      Measured.print(
          "The machine was not quiet: others kept up to %.2f processors busy; measure again",
          mostOthers);
    }
  }

  private double median(Way way) {
    return Measured.median(times.getOrDefault(way, List.of()));
  }

  /** Returns what there is to say about how it went. */
  private String render(Way way, Path scene, String scale, Path pictures)
      throws IOException, InterruptedException {
    switch (way) {
      case ALONE -> PlainBlender.renderStill(scene, 1, scale, pictures);
      case TWO_THREADS -> PlainBlender.renderStill(scene, 2, scale, pictures);
      case TILES -> {
        return "\n  " + client(scene, scale, "tiles", pictures);
      }
      case AUTO -> {
        return "\n  " + client(scene, scale, "auto", pictures);
      }
    }
    return "";
  }

  private String client(Path scene, String scale, String splitter, Path pictures)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(scene.toString(), scale, splitter, pictures.toString(), directory.toString()));
    workers.forEach(worker -> arguments.add(worker.endpoint().toString()));
    ProcessorTime before = workersTime();
    Process process =
        JavaProcess.of(StillClient.class, arguments).redirectError(Redirect.INHERIT).start();
    try {
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IOException("The client failed: " + said);
      }
      ProcessorTime used = workersTime().minus(before);
      return "%s, the workers %.1f s, their renderers %.1f s"
          .formatted(said, used.own(), used.children());
    } finally {
      process.destroyForcibly();
    }
  }

  private ProcessorTime workersTime() {
    return workers.stream()
        .map(WorkerProcess::processorTime)
        .reduce(new ProcessorTime(0, 0), ProcessorTime::plus);
  }

  private Path newDirectory() throws IOException {
    runs++;
    return Files.createDirectory(directory.resolve("still" + runs));
  }
}

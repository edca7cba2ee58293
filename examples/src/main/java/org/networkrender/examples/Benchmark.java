package org.networkrender.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.api.transport.Endpoint;

/**
 * Measures, with real processes on this machine's loopback, what networkrender adds to Blender.
 *
 * <p>Arguments: the animation to render, by default {@code examples/scenes/marbles.blend}, and the
 * number of rounds, by default 3. Each round renders it three times: with Blender alone on one
 * thread, with one worker of one thread, and with two. The rounds take turns, so that whatever else
 * the machine does meets all three; the medians are compared. Then a scene of tiny frames shows
 * what a frame costs beyond rendering. All pictures are compared pixel by pixel with Blender's own.
 */
public final class Benchmark {
  private static final int DEFAULT_ROUNDS = 3;
  private static final int MAX_ROUNDS = 20;

  /** One worker renders with the same Blender and one thread; more than this is a disturbance. */
  private static final double IMPLAUSIBLE = 1.05;

  private static final FrameSet FEW = FrameSet.range(1, 20, 1);
  private static final FrameSet MANY = FrameSet.range(1, 220, 1);

  private final Path directory;
  private final List<Endpoint> one;
  private final List<Endpoint> two;
  private int runs;

  private Benchmark(Path directory, List<Endpoint> workers) {
    this.directory = directory;
    this.one = workers.subList(0, 1);
    this.two = workers;
  }

  /** Runs the benchmark and prints its results. */
  public static void main(String[] args) throws Exception {
    Path scene = Path.of(args.length > 0 ? args[0] : "examples/scenes/marbles.blend");
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_ROUNDS;
    if (!Files.isRegularFile(scene) || rounds < 1 || rounds > MAX_ROUNDS) {
      throw new IllegalArgumentException("give a .blend file, and 1 to " + MAX_ROUNDS + " rounds");
    }
    Path directory = Files.createTempDirectory("networkrender-benchmark");
    Measured.print("Scene %s, %d rounds, files in %s", scene, rounds, directory);
    try (WorkerProcess first = WorkerProcess.start("one", directory);
        WorkerProcess second = WorkerProcess.start("two", directory)) {
      List<Endpoint> workers = List.of(first.endpoint(), second.endpoint());
      Benchmark benchmark = new Benchmark(directory, workers);
      benchmark.speed(scene.toAbsolutePath(), rounds);
      benchmark.gap(rounds);
    }
  }

  private void speed(Path scene, int rounds)
      throws IOException, InterruptedException, RenderException {
    List<Double> alone = new ArrayList<>();
    List<Double> withOne = new ArrayList<>();
    List<Double> withTwo = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      Path expected = newDirectory();
      alone.add(PlainBlender.render(scene, expected));
      withOne.add(compared(expected, new FarmRun(one, directory), scene));
      withTwo.add(compared(expected, new FarmRun(two, directory), scene));
      Measured.print(
          "Round %d: Blender %.2f s, one worker %.2f s, two workers %.2f s",
          round, alone.get(round - 1), withOne.get(round - 1), withTwo.get(round - 1));
    }
    Measured.print("Every frame has the pixels of Blender's own");
    Measured.print(
        "One worker:  %.2f x Blender alone", Measured.median(alone) / Measured.median(withOne));
    Measured.print(
        "Two workers: %.2f x Blender alone (goal 1.9)",
        Measured.median(alone) / Measured.median(withTwo));
    if (Measured.median(alone) / Measured.median(withOne) > IMPLAUSIBLE) {
      Measured.print(
          "One worker cannot be faster than Blender: the machine was busy, trust nothing of this");
    }
  }

  private double compared(Path expected, FarmRun farm, Path scene)
      throws IOException, InterruptedException, RenderException {
    Path pictures = newDirectory();
    double seconds = farm.render(scene, pictures, FrameSet.empty());
    Pictures.requireSame(expected, pictures);
    return seconds;
  }

  /**
   * What a frame costs is the slope between a job of few frames and a job of many: the start of the
   * processes and the look into the scene fall out.
   */
  private void gap(int rounds) throws IOException, InterruptedException, RenderException {
    Path few = PlainBlender.makeTinyScene(directory.resolve("few.blend"), FEW.size());
    Path many = PlainBlender.makeTinyScene(directory.resolve("many.blend"), MANY.size());
    FarmRun farm = new FarmRun(one, directory);
    List<Double> alone = new ArrayList<>();
    List<Double> withOne = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      double blenderFew = PlainBlender.render(few, newDirectory());
      double farmFew = farm.render(few, newDirectory(), FEW);
      double blenderMany = PlainBlender.render(many, newDirectory());
      double farmMany = farm.render(many, newDirectory(), MANY);
      alone.add(perFrame(blenderFew, blenderMany));
      withOne.add(perFrame(farmFew, farmMany));
    }
    Measured.print(
        "A tiny frame: Blender %.1f ms, one worker %.1f ms, gap %.1f ms (goal 20)",
        Measured.median(alone) * 1000,
        Measured.median(withOne) * 1000,
        (Measured.median(withOne) - Measured.median(alone)) * 1000);
  }

  private static double perFrame(double fewSeconds, double manySeconds) {
    return (manySeconds - fewSeconds) / (MANY.size() - FEW.size());
  }

  private Path newDirectory() throws IOException {
    runs++;
    return Files.createDirectory(directory.resolve("run" + runs));
  }
}

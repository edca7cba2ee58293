package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares how long jobs take with {@link LowerBound}, in virtual time. {@code -Dmakespan=1000}
 * prints the table up to so many workers, {@code -Dmakespan.minutes=20} that of such tasks alone.
 */
@Tag("beside-others")
class MakespanTest {
  private static final double LOSSES = 0.01;
  private static final double MINUTE = 60;

  /** What is rendered on what. */
  private record Job(int workers, int each, double fastest, boolean unequal, double mean) {
    /**
     * Returns how many times as long as the bound it takes.
     *
     * <p>With cutting the bound is all the work by all the speeds; without, it is that of whole
     * tasks. A machine starts its renderer before it renders, in the bound too.
     */
    double ratio(boolean cuts, long seed) {
      Random random = new Random(seed * 0x9E3779B97F4A7C15L + workers);
      double[] speeds = random.doubles(workers).map(share -> 1 + share * (fastest - 1)).toArray();
      double[] tasks =
          random
              .doubles((long) workers * each)
              .map(share -> mean * (unequal ? 0.2 + 1.6 * share : 1))
              .toArray();
      MakespanCosts costs = MakespanCosts.usual(cuts);
      double preparing = costs.preparing();
      double[] all = Arrays.stream(tasks).map(task -> task + preparing).toArray();
      double bound = Arrays.stream(all).sum() / Arrays.stream(speeds).sum();
      if (!cuts) {
        bound =
            unequal
                ? LowerBound.ofAny(all, speeds)
                : Math.max(
                    LowerBound.ofAny(all, speeds),
                    LowerBound.ofEqual(all.length, mean + preparing, speeds));
      }
      return new Makespan(tasks, speeds, LOSSES, costs, seed).run() / (costs.cold() + bound);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 100, 4, false, 2, 1.05",
    "10, 10, 4, false, 2, 1.06",
    "10, 100, 4, false, 2, 1.05",
    "100, 10, 4, false, 2, 1.08",
    "10, 100, 4, true, 2, 1.05",
    "10, 100, 20, true, 2, 1.05"
  })
  void wholeTasksAreNearTheBound(
      int workers, int each, double fastest, boolean unequal, double minutes, double most) {
    assertThat(mean(false, new Job(workers, each, fastest, unequal, minutes * MINUTE)))
        .isBetween(1.0, most);
  }

  @ParameterizedTest
  @CsvSource({
    // Ten tasks a slot and more.
    "10, 10, 4, false, 2, 1.05",
    "100, 10, 4, true, 2, 1.05",
    "10, 100, 20, true, 2, 1.05",
    "10, 10, 20, true, 20, 1.05",
    "50, 10, 20, true, 20, 1.05",
    // There a slow machine takes for one task as long as there is time.
    "100, 10, 20, false, 2, 1.06",
    // One and two costly ones.
    "100, 1, 4, false, 120, 1.05",
    "100, 1, 20, true, 120, 1.05",
    "100, 2, 20, true, 120, 1.05",
    "10, 1, 4, true, 120, 1.05",
    "100, 2, 4, false, 20, 1.05",
    "100, 2, 20, false, 20, 1.08",
    "100, 2, 4, true, 20, 1.05",
    "10, 1, 4, true, 20, 1.08",
    "100, 1, 4, false, 20, 1.08",
    "100, 1, 20, true, 20, 1.13"
  })
  void cuttingBringsNearTheBoundOfAllWorkByAllSpeeds(
      int workers, int each, double fastest, boolean unequal, double minutes, double most) {
    assertThat(mean(true, new Job(workers, each, fastest, unequal, minutes * MINUTE)))
        .isBetween(1.0, most);
  }

  private static double mean(boolean cuts, Job job) {
    return (job.ratio(cuts, 1) + job.ratio(cuts, 2)) / 2;
  }

  @Test
  @EnabledIfSystemProperty(named = "makespan", matches = "[0-9]+")
  void printsTheTable() {
    int most = Integer.getInteger("makespan");
    System.out.println(
        "makespan by the lower bound, 1 % losses, mean (worst): 20 farms of 10 workers and fewer,"
            + " 5 of 100, 1 of 1,000");
    int[] lengths = {2, 20, 120};
    int only = Integer.getInteger("makespan.minutes", 0);
    for (boolean cuts : new boolean[] {true, false}) {
      for (int minutes : only == 0 ? lengths : new int[] {only}) {
        for (boolean unequal : new boolean[] {false, true}) {
          for (double fastest : new double[] {4, 20}) {
            print(cuts, new Job(most, 0, fastest, unequal, minutes * MINUTE));
          }
        }
      }
    }
  }

  private static void print(boolean cuts, Job like) {
    System.out.printf(
        Locale.ROOT,
        "%s tasks of %.0f min, speeds 1-%.0f, %s%n"
            + "  workers   1 a slot        2 a slot        10 a slot       100 a slot%n",
        like.unequal ? "unequal" : "equal",
        like.mean / MINUTE,
        like.fastest,
        cuts ? "cut" : "uncut");
    for (int workers = 1; workers <= like.workers; workers *= 10) {
      System.out.printf(Locale.ROOT, "  %7d", workers);
      for (int each : new int[] {1, 2, 10, 100}) {
        if (each * workers > 10_000) {
          break;
        }
        double sum = 0;
        double worst = 0;
        // One loss is much on a small farm: there it takes more of them for a mean.
        int farms = workers < 100 ? 20 : workers < 1000 ? 5 : 1;
        for (int seed = 1; seed <= farms; seed++) {
          double ratio =
              new Job(workers, each, like.fastest, like.unequal, like.mean).ratio(cuts, seed);
          sum += ratio;
          worst = Math.max(worst, ratio);
        }
        System.out.printf(Locale.ROOT, "   %.3f (%.3f)", sum / farms, worst);
      }
      System.out.println();
    }
  }
}

package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares how long jobs take with {@link LowerBound}, in virtual time. {@code -Dmakespan=1000}
 * prints the table up to so many workers.
 */
class MakespanTest {
  private static final double LOSSES = 0.01;

  /** Seconds that a task takes on a machine of speed 1, or in the mean. */
  private static final double MEAN = 120;

  @ParameterizedTest
  @CsvSource({
    "1, 100, 4, false, 1.05",
    "10, 10, 4, false, 1.08",
    "10, 100, 4, false, 1.05",
    "100, 10, 4, false, 1.06",
    "10, 100, 4, true, 1.05",
    "10, 100, 20, true, 1.05"
  })
  void isNearTheBound(int workers, int tasksEach, double fastest, boolean unequal, double most) {
    assertThat(ratio(workers, tasksEach, fastest, unequal, 1)).isBetween(1.0, most);
  }

  @Test
  @EnabledIfSystemProperty(named = "makespan", matches = "[0-9]+")
  void printsTheTable() {
    int most = Integer.getInteger("makespan");
    System.out.println("makespan by the lower bound, 1 % losses: mean of 3 farms (worst)");
    for (boolean unequal : new boolean[] {false, true}) {
      for (double fastest : new double[] {4, 20}) {
        System.out.printf(
            Locale.ROOT,
            "%s tasks, speeds 1-%.0f%n  workers   1 a slot        2 a slot        10 a slot"
                + "       100 a slot%n",
            unequal ? "unequal" : "equal",
            fastest);
        for (int workers = 1; workers <= most; workers *= 10) {
          System.out.printf(Locale.ROOT, "  %7d", workers);
          for (int tasksEach : new int[] {1, 2, 10, 100}) {
            double sum = 0;
            double worst = 0;
            for (int seed = 1; seed <= 3; seed++) {
              double ratio = ratio(workers, tasksEach, fastest, unequal, seed);
              sum += ratio;
              worst = Math.max(worst, ratio);
            }
            System.out.printf(Locale.ROOT, "   %.3f (%.3f)", sum / 3, worst);
          }
          System.out.println();
        }
      }
    }
  }

  /**
   * Returns how many times as long as the bound a job takes.
   *
   * @param workers how many machines, of one slot each
   * @param tasksEach how many tasks for each of them
   * @param fastest the speed of the fastest, the slowest has 1
   * @param unequal whether tasks cost 20 % to 180 % of the mean
   */
  private static double ratio(
      int workers, int tasksEach, double fastest, boolean unequal, long seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + workers);
    double[] speeds = random.doubles(workers).map(share -> 1 + share * (fastest - 1)).toArray();
    double[] tasks =
        random
            .doubles((long) workers * tasksEach)
            .map(share -> MEAN * (unequal ? 0.2 + 1.6 * share : 1))
            .toArray();
    double bound =
        unequal
            ? LowerBound.ofAny(tasks, speeds)
            : Math.max(
                LowerBound.ofAny(tasks, speeds), LowerBound.ofEqual(tasks.length, MEAN, speeds));
    return new Makespan(tasks, speeds, LOSSES, seed).run() / bound;
  }
}

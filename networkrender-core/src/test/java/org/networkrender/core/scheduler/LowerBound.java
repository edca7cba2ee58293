package org.networkrender.core.scheduler;

import java.util.Arrays;

/**
 * The shortest time in which any schedule, made by who knows everything, renders a set of tasks on
 * machines of different speeds: a bound, which may be out of reach.
 */
final class LowerBound {
  private LowerBound() {}

  /**
   * Returns the length of the best schedule that may take a task from a machine at any moment and
   * go on with it elsewhere, which no schedule without that can beat. It is the largest of: all the
   * work by all the speeds; and, for each k, the k largest tasks by the k fastest machines, since a
   * task is on one machine at a time (Horvath, Lam, Sethi: A level algorithm for preemptive
   * scheduling, Journal of the ACM 24, 1977).
   *
   * @param tasks seconds that each takes on a machine of speed 1
   * @param speeds one for each slot
   */
  static double ofAny(double[] tasks, double[] speeds) {
    double[] largest = descending(tasks);
    double[] fastest = descending(speeds);
    double work = 0;
    double speed = 0;
    double bound = 0;
    for (int k = 0; k < Math.min(largest.length, fastest.length); k++) {
      work += largest[k];
      speed += fastest[k];
      // The last k stands for all tasks on all machines.
      if (k + 1 < fastest.length) {
        bound = Math.max(bound, work / speed);
      }
    }
    return Math.max(bound, Arrays.stream(tasks).sum() / Arrays.stream(speeds).sum());
  }

  /**
   * Returns the length of the best schedule of equal tasks, which is exact: the shortest time in
   * which the machines end enough whole ones.
   *
   * @param count how many tasks
   * @param seconds what each takes on a machine of speed 1
   * @param speeds one for each slot
   */
  static double ofEqual(int count, double seconds, double[] speeds) {
    double low = 0;
    double high = count * seconds / Arrays.stream(speeds).max().orElseThrow();
    for (int i = 0; i < 100; i++) {
      double time = (low + high) / 2;
      double ended = 0;
      for (double speed : speeds) {
        ended += Math.floor(time * speed / seconds + 1e-9);
      }
      if (ended >= count) {
        high = time;
      } else {
        low = time;
      }
    }
    return high;
  }

  private static double[] descending(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length / 2; i++) {
      double other = sorted[sorted.length - 1 - i];
      sorted[sorted.length - 1 - i] = sorted[i];
      sorted[i] = other;
    }
    return sorted;
  }
}

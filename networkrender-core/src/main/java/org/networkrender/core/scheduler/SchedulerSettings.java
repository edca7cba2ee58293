package org.networkrender.core.scheduler;

import java.time.Duration;

/**
 * How patient a scheduler is.
 *
 * @param silence after how long without a sign of life a worker is dropped
 * @param patience after how long an attempt that its worker has not started moves to an idle slot,
 *     if there is one; doubled by each move of the same task
 * @param maxAttempts how many counted failures a task may have in all; twice as many while another
 *     machine is there that has rendered something
 * @param firstRest how long a machine rests after its first failure; doubled by each further one
 * @param firstResourceRest the same when memory, disk or a device was lacking
 * @param longestRest how long it rests at most
 * @param othersWithin within which time of its start the machines of a job are there, and one that
 *     left is back: so long one machine alone is not believed that the scene is at fault, and the
 *     refusal of all that are there is not final
 * @param secondAttempts whether slots that would stay idle get a second attempt of what is expected
 *     to end last, when that is expected to help
 */
public record SchedulerSettings(
    Duration silence,
    Duration patience,
    int maxAttempts,
    Duration firstRest,
    Duration firstResourceRest,
    Duration longestRest,
    Duration othersWithin,
    boolean secondAttempts) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException when a value is not positive
   */
  public SchedulerSettings {
    requirePositive(silence, "silence");
    requirePositive(patience, "patience");
    requirePositive(firstRest, "firstRest");
    requirePositive(firstResourceRest, "firstResourceRest");
    requirePositive(longestRest, "longestRest");
    requirePositive(othersWithin, "othersWithin");
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts is " + maxAttempts + ", must be 1 or more");
    }
  }

  /**
   * Returns 5 s of silence, 3 s of patience, 6 failures, rests from 5 s (20 s for resources) to 5
   * min, 30 s for others to come, and second attempts.
   */
  public static SchedulerSettings defaults() {
    return new SchedulerSettings(
        Duration.ofSeconds(5),
        Duration.ofSeconds(3),
        6,
        Duration.ofSeconds(5),
        Duration.ofSeconds(20),
        Duration.ofMinutes(5),
        Duration.ofSeconds(30),
        true);
  }

  /** Returns these settings with second attempts or without. */
  public SchedulerSettings withSecondAttempts(boolean wanted) {
    return with(othersWithin, wanted);
  }

  /** Returns these settings with another time within which machines come. */
  public SchedulerSettings withOthersWithin(Duration time) {
    return with(time, secondAttempts);
  }

  private SchedulerSettings with(Duration within, boolean copies) {
    return new SchedulerSettings(
        silence, patience, maxAttempts, firstRest, firstResourceRest, longestRest, within, copies);
  }

  private static void requirePositive(Duration value, String name) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " is " + value + ", must be positive");
    }
  }
}

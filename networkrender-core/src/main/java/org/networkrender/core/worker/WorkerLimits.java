package org.networkrender.core.worker;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Where a worker draws the line.
 *
 * @param silence how long a renderer may always go without a sign of work; longer when its task, or
 *     those before it, needed long
 * @param freeBytes how much of its disk a worker leaves free: with less it takes no task. Empty for
 *     a twentieth of the disk, 512 MiB at most
 */
public record WorkerLimits(Duration silence, OptionalLong freeBytes) {
  /** How long a renderer may be silent when nothing else is said. */
  public static final Duration DEFAULT_SILENCE = Duration.ofMinutes(2);

  /** Checks the numbers. */
  public WorkerLimits {
    if (silence.toMillis() < 1) {
      throw new IllegalArgumentException("a renderer cannot give a sign of work all the time");
    }
    if (freeBytes.isPresent() && freeBytes.getAsLong() < 0) {
      throw new IllegalArgumentException("the free room is negative");
    }
  }

  /** Returns the limits that fit most machines. */
  public static WorkerLimits defaults() {
    return new WorkerLimits(DEFAULT_SILENCE, OptionalLong.empty());
  }
}

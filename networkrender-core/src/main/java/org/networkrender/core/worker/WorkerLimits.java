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
 * @param scripts whether jobs may bring scripts, which run on this machine as its user: add-ons
 *     that clients send, and what is in their scenes
 * @param yields whether no new task is taken while a renderer is at work here that the user of this
 *     machine runs himself
 */
public record WorkerLimits(
    Duration silence, OptionalLong freeBytes, boolean scripts, boolean yields) {
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

  /** Makes limits of a worker to which no job may bring scripts. */
  public WorkerLimits(Duration silence, OptionalLong freeBytes) {
    this(silence, freeBytes, false);
  }

  /** Makes limits of a worker that does not yield to the user's own renderer. */
  public WorkerLimits(Duration silence, OptionalLong freeBytes, boolean scripts) {
    this(silence, freeBytes, scripts, false);
  }

  /** Returns the same limits so that jobs may bring scripts. */
  public WorkerLimits allowingScripts() {
    return new WorkerLimits(silence, freeBytes, true, yields);
  }

  /** Returns the same limits of a worker that yields, or does not, to the user's own renderer. */
  public WorkerLimits yielding(boolean whether) {
    return new WorkerLimits(silence, freeBytes, scripts, whether);
  }

  /** Returns the limits that fit most machines; jobs may not bring scripts. */
  public static WorkerLimits defaults() {
    return new WorkerLimits(DEFAULT_SILENCE, OptionalLong.empty());
  }
}

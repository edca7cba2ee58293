package org.networkrender.core.scheduler;

import java.time.Duration;

/**
 * The time as events tell it, in nanoseconds; it never runs backwards.
 *
 * <p>Leases are measured on a clock of its own, that advances with the events but by no more than a
 * fifth of the silence allowed for each. If this process itself stood still (a laptop was closed, a
 * debugger stopped it), an hour may pass between two events; that no worker was heard in it says
 * nothing about them.
 */
final class EventClock {
  private static final int STEPS_OF_SILENCE = 5;
  private static final int SILENCES_OF_A_GAP = 6;

  private final long longestStep;
  private final long longestGap;
  private boolean started;
  private long now;
  private long leaseTime;
  private long awakeTime;

  EventClock(Duration silence) {
    longestStep = silence.toNanos() / STEPS_OF_SILENCE;
    longestGap = silence.toNanos() * SILENCES_OF_A_GAP;
  }

  void advance(long time) {
    if (started) {
      long passed = Math.max(0, time - now);
      leaseTime += Math.min(passed, longestStep);
      awakeTime += Math.min(passed, longestGap);
      now += passed;
    } else {
      started = true;
      now = time;
    }
  }

  long now() {
    return now;
  }

  long leaseTime() {
    return leaseTime;
  }

  /**
   * Returns the time for what takes minutes and hours: as that of the leases, but each event
   * advances it by up to six times that silence, which is half a minute by default.
   */
  long awakeTime() {
    return awakeTime;
  }
}

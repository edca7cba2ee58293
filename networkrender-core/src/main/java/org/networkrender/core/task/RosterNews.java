package org.networkrender.core.task;

import java.time.Duration;
import java.util.Optional;
import org.networkrender.core.events.WaitReason;

/** Hears of a job's workers, in one line each time. */
@FunctionalInterface
public interface RosterNews {
  /** Something that a person should know. */
  void accept(String text);

  /**
   * Nobody works.
   *
   * @param atMost for how long that is waited for at most, or empty where nobody knows
   */
  default void waits(WaitReason reason, String text, Optional<Duration> atMost) {
    accept(text);
  }
}

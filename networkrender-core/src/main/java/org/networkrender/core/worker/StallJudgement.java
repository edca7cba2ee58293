package org.networkrender.core.worker;

import com.google.common.collect.Comparators;
import java.time.Duration;

/**
 * How long a renderer may show no sign of work before it is taken for stuck.
 *
 * @param least it may always be silent for so long
 */
record StallJudgement(Duration least) {
  /** It may never be silent for longer, unless {@link #least} says so. */
  static final Duration MOST = Duration.ofMinutes(30);

  /**
   * Returns how long the present silence may last.
   *
   * @param worked from the task's start to its last sign of work
   * @param gotOver the longest silence that a finished task of this job got over on this worker
   */
  Duration patience(Duration worked, Duration gotOver) {
    Duration wanted = Comparators.max(worked.dividedBy(2), gotOver.multipliedBy(3));
    return Comparators.max(least, Comparators.min(wanted, MOST));
  }
}

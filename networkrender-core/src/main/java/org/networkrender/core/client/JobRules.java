package org.networkrender.core.client;

import java.time.Duration;
import java.util.Optional;
import org.networkrender.core.wire.JobManifest;

/**
 * How a job goes about its work; what its pictures show does not depend on it.
 *
 * @param existing what becomes of pictures that are there already and are not the same job's
 * @param audit which share of the tasks is rendered a second time on another machine and compared,
 *     0 (none) to 1 (all); above 0 it is at least one task
 * @param taskLimit how long a frame or a part of one may take on a worker, at most 366 days; empty
 *     for as long as it needs
 * @param tailTiles whether the last frames of an animation may be cut into tiles when slots would
 *     stay idle, where that makes the same pictures; an audit compares whole frames, so none is cut
 *     where there is one
 */
public record JobRules(
    Existing existing, double audit, Optional<Duration> taskLimit, boolean tailTiles) {
  /** Asks about pictures that are there, audits and limits nothing, and cuts the last frames. */
  public static final JobRules DEFAULT = new JobRules(Existing.ASK, 0, Optional.empty(), true);

  /**
   * Checks the share and the limit.
   *
   * @throws IllegalArgumentException if the one is no share, or the other no time or too long
   */
  public JobRules {
    if (!(audit >= 0 && audit <= 1)) {
      throw new IllegalArgumentException(
          "a share of " + audit + " cannot be audited: it must be from 0 to 1");
    }
    if (taskLimit.filter(limit -> limit.toMillis() < 1).isPresent()) {
      throw new IllegalArgumentException("the time limit of a task leaves it no time");
    }
    if (taskLimit.filter(JobRules::isEndless).isPresent()) {
      throw new IllegalArgumentException("the time limit of a task is longer than 366 days");
    }
  }

  private static boolean isEndless(Duration limit) {
    return limit.compareTo(JobManifest.MAX_TASK_LIMIT) > 0;
  }

  /** Returns the same with another way to treat existing pictures. */
  public JobRules with(Existing chosen) {
    return new JobRules(chosen, audit, taskLimit, tailTiles);
  }

  /** Returns the same with another share that is audited. */
  public JobRules withAudit(double share) {
    return new JobRules(existing, share, taskLimit, tailTiles);
  }

  /** Returns the same with a limit of the time that a frame, or a part of one, may take. */
  public JobRules withTaskLimit(Duration limit) {
    return new JobRules(existing, audit, Optional.of(limit), tailTiles);
  }

  /** Returns the same so that the last frames may be cut into tiles, or not. */
  public JobRules withTailTiles(boolean wanted) {
    return new JobRules(existing, audit, taskLimit, wanted);
  }
}

package org.networkrender.core.order;

import java.time.Duration;
import java.util.Optional;
import org.networkrender.core.scheduler.SchedulerSettings;
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
 * @param othersWithin within which time of the job's start its workers are there, and one that left
 *     is back; above 0. So long a job waits that has no worker, one other machine alone is not
 *     believed that the scene is at fault, and what all have refused is not given up; who was heard
 *     of when the job starts and is just being asked is waited for anyway
 * @param answersWithin for how long an answer is waited for where the job has to ask something, as
 *     about pictures that are there; zero where nobody is there who could answer
 * @param baking what becomes of simulations of which no result is stored with the scene
 */
public record JobRules(
    Existing existing,
    double audit,
    Optional<Duration> taskLimit,
    boolean tailTiles,
    Duration othersWithin,
    Duration answersWithin,
    Baking baking) {
  private static final Duration USUALLY_WITHIN = SchedulerSettings.defaults().othersWithin();

  /**
   * Begins nothing where pictures are there already, audits and limits nothing, cuts the last
   * frames, expects workers within 30 s, asks nobody, and bakes what is not baked.
   */
  public static final JobRules DEFAULT =
      new JobRules(
          Existing.ASK, 0, Optional.empty(), true, USUALLY_WITHIN, Duration.ZERO, Baking.AUTO);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the share is none, or a time is none or too long
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
    if (othersWithin.compareTo(Duration.ZERO) <= 0 || isEndless(othersWithin)) {
      throw new IllegalArgumentException("workers cannot be expected within " + othersWithin);
    }
    if (answersWithin.isNegative() || isEndless(answersWithin)) {
      throw new IllegalArgumentException("an answer cannot be waited for " + answersWithin);
    }
  }

  private static boolean isEndless(Duration limit) {
    return limit.compareTo(JobManifest.MAX_TASK_LIMIT) > 0;
  }

  /** Returns whether frames may be cut while the job runs. */
  public boolean cutsFrames() {
    // An audit compares pictures of whole frames by who rendered them, and no parts.
    return tailTiles && audit == 0;
  }

  /** Returns the same with another way to treat existing pictures. */
  public JobRules with(Existing chosen) {
    return new JobRules(chosen, audit, taskLimit, tailTiles, othersWithin, answersWithin, baking);
  }

  /** Returns the same with another share that is audited. */
  public JobRules withAudit(double share) {
    return new JobRules(existing, share, taskLimit, tailTiles, othersWithin, answersWithin, baking);
  }

  /** Returns the same with a limit of the time that a frame, or a part of one, may take. */
  public JobRules withTaskLimit(Duration limit) {
    return new JobRules(
        existing, audit, Optional.of(limit), tailTiles, othersWithin, answersWithin, baking);
  }

  /** Returns the same so that the last frames may be cut into tiles, or not. */
  public JobRules withTailTiles(boolean wanted) {
    return new JobRules(existing, audit, taskLimit, wanted, othersWithin, answersWithin, baking);
  }

  /** Returns the same with another time within which workers are expected. */
  public JobRules withOthersWithin(Duration time) {
    return new JobRules(existing, audit, taskLimit, tailTiles, time, answersWithin, baking);
  }

  /** Returns the same so that questions wait so long for an answer. */
  public JobRules withAnswersWithin(Duration time) {
    return new JobRules(existing, audit, taskLimit, tailTiles, othersWithin, time, baking);
  }

  /** Returns the same with another way to treat simulations that are not baked. */
  public JobRules withBaking(Baking chosen) {
    return new JobRules(existing, audit, taskLimit, tailTiles, othersWithin, answersWithin, chosen);
  }
}

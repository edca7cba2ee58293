package org.networkrender.core.job;

import java.util.function.LongSupplier;
import org.networkrender.core.events.WarningCode;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.FailureStage;
import org.networkrender.core.scheduler.FailureWords;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.task.JobAttempt;
import org.networkrender.core.task.JobAttempts;
import org.networkrender.core.task.JobWorker;

/**
 * What follows from an attempt that failed, wherever that was noticed. Belongs to the farm's
 * thread.
 */
final class FailedAttempts {
  private final JobAttempts attempts;
  private final JobNews news;
  private final JobSlots scheduler;
  private final LongSupplier clock;

  FailedAttempts(JobAttempts attempts, JobNews news, JobSlots scheduler, LongSupplier clock) {
    this.attempts = attempts;
    this.news = news;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** An attempt has failed. */
  void add(JobAttempt attempt, FailureKind kind, FailureStage stage, String cause) {
    JobWorker worker = attempt.worker();
    attempts.remove(attempt.number());
    worker.ended(attempt.number());
    news.warn(
        WarningCode.TASK, attempt.task().label() + " failed on " + worker.name() + ": " + cause);
    String words = FailureWords.of(cause, worker.name(), worker.place());
    scheduler.apply(
        new SchedulerEvent.Failed(clock.getAsLong(), attempt.number(), kind, stage, cause, words));
  }
}

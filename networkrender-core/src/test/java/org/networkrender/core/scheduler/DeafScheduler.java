package org.networkrender.core.scheduler;

import org.jspecify.annotations.Nullable;

/** A scheduler that takes a worker, which is left to other jobs, for one that offers nothing. */
public final class DeafScheduler {
  private DeafScheduler() {}

  /** Returns one for such tasks. */
  public static Scheduler of(TaskGraph graph) {
    WorkerTable workers =
        new WorkerTable() {
          @Override
          @Nullable WorkerState share(int number, WorkerState.Share share) {
            WorkerState worker = super.share(number, share);
            if (worker != null) {
              offer(worker, share.slots() == 0 ? 0 : MOST_SLOTS);
            }
            return worker;
          }

          @Override
          boolean anyWithheld() {
            return false;
          }
        };
    return new Scheduler(
        SchedulerSettings.defaults(),
        new TaskTable(graph),
        new Dependencies(graph),
        workers,
        TailEstimate::new,
        new Openings(),
        AttemptReports::new,
        TailRules.none());
  }
}

package org.networkrender.core.scheduler;

import java.util.List;

/**
 * Decides which worker renders what: a pure state machine for one job.
 *
 * <p>Not safe for use by several threads at once: one thread owns it.
 */
public class Scheduler {
  private final SchedulerSettings settings;
  private final int tasks;

  /**
   * Creates the scheduler of one job.
   *
   * @param settings how patient it is
   * @param tasks how many tasks the job has, 0 or more; they are numbered from 0 and started in
   *     this order
   */
  public Scheduler(SchedulerSettings settings, int tasks) {
    this.settings = settings;
    this.tasks = tasks;
  }

  /**
   * Takes note of an event and returns what is to be done, in this order. A job of no tasks is done
   * at its first event.
   */
  public List<Effect> handle(SchedulerEvent event) {
    throw new UnsupportedOperationException(settings + " " + tasks + " " + event);
  }
}

package org.networkrender.core.scheduler;

/**
 * What a job waits for while nothing of it is rendered.
 *
 * @param task the task that failed and will be tried again, or {@link #NO_TASK} where nobody who is
 *     there can do what is left, and others may come; {@link #OPENING} where no session could be
 *     opened anywhere, which will be tried again
 * @param until when that is over, on the clock of the events
 */
public record Wait(int task, long until) {
  /** Stands for no task. */
  public static final int NO_TASK = -1;

  /** Stands for all tasks: none can begin without a session. */
  public static final int OPENING = -2;
}

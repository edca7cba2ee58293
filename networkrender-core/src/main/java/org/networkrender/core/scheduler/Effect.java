package org.networkrender.core.scheduler;

/** What the scheduler wants done. Effects are carried out in the order in which they are given. */
public sealed interface Effect {
  /**
   * A worker gets a task; it starts it when a slot of its own is free.
   *
   * @param attempt the number of this try, never used before in this job
   * @param task the task
   * @param worker the worker
   */
  record Assign(long attempt, int task, int worker) implements Effect {}

  /**
   * A worker is asked to give back an attempt unless it has started it. The answer is {@link
   * SchedulerEvent.Returned} or {@link SchedulerEvent.Started}.
   *
   * @param attempt the attempt
   * @param worker the worker that has it
   */
  record Revoke(long attempt, int worker) implements Effect {}

  /**
   * A worker is to stop an attempt and to forget it; no answer is awaited. The fetching and
   * checking of its result stops too.
   *
   * @param attempt the attempt
   * @param worker the worker that has it
   */
  record Cancel(long attempt, int worker) implements Effect {}

  /**
   * A task is done: the verified result of this attempt is the one that counts.
   *
   * @param task the task
   * @param attempt the attempt
   * @param worker the worker that rendered it
   */
  record Accept(int task, long attempt, int worker) implements Effect {}

  /**
   * A task of a chain was rendered again, because the chain had to begin again: what was accepted
   * of it before stays, and this result is not needed. Of such an attempt nothing needs to be
   * fetched: it is as good as verified when it is rendered.
   *
   * @param task the task
   * @param attempt the attempt
   * @param worker the worker that rendered it
   */
  record Repeated(int task, long attempt, int worker) implements Effect {}

  /**
   * The client is to do a task itself: all that this needs is done. The answer is {@link
   * SchedulerEvent.Completed}, or {@link SchedulerEvent.Withdrawn} when it cannot be done.
   *
   * @param task the task
   */
  record Begin(int task) implements Effect {}

  /**
   * A task will not be tried again, or will never begin, because another one that it needs is given
   * up.
   *
   * @param task the task
   * @param cause what failed, where and how often, in one line for a person
   * @param origin the task that this happened to: the same one, or one that it needs, directly or
   *     through others
   */
  record GiveUp(int task, String cause, int origin) implements Effect {
    /** Gives up a task for what happened to itself. */
    public GiveUp(int task, String cause) {
      this(task, cause, task);
    }
  }

  /**
   * A task is cut into parts, which are tasks of their own from now on: the result is wanted of
   * whichever is done first, the task itself, if an attempt of it goes on, or the task that
   * finishes the parts when the client has joined them.
   *
   * @param task the task
   * @param first the number of the first part; the others are numbered on from it, and after them
   *     come the one that joins them, which the client does, and the one that finishes that
   * @param parts how many parts, 2 or more
   */
  record Cut(int task, int first, int parts) implements Effect {}

  /**
   * A task is not needed any more: of a task that was cut the result is there, or the parts are of
   * no use. Its attempts were cancelled.
   *
   * @param task the task
   */
  record Obsolete(int task) implements Effect {}

  /**
   * A worker fell silent: its link is to be closed, and its attempts were taken from it.
   *
   * @param worker the number of its link
   * @param reason why, in words
   */
  record Drop(int worker, String reason) implements Effect {}

  /**
   * A machine is left alone for a while after a failure. When no other could go on, this comes
   * again with the present time: the rest is over early.
   *
   * @param machine who rests
   * @param until when its rest ends, on the clock of the events, in nanoseconds
   * @param reason why, in words
   */
  record Rest(String machine, long until, String reason) implements Effect {}

  /** Every task has ended. Comes once, and nothing comes after it. */
  record Done() implements Effect {}
}

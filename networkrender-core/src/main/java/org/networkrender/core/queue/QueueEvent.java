package org.networkrender.core.queue;

/**
 * What the queue is told. Jobs, links and attempts have the numbers that they have elsewhere.
 * Events about what is unknown or has ended are ignored.
 */
public sealed interface QueueEvent {
  /**
   * A job begins. It wants nothing until {@link Wanted}.
   *
   * @param job its number, never used before
   * @param priority the higher, the earlier it gets slots
   */
  record JobAdded(int job, int priority) implements QueueEvent {}

  /**
   * A job has ended; so have its attempts.
   *
   * @param job its number
   */
  record JobRemoved(int job) implements QueueEvent {}

  /**
   * A job starts nothing more until it is resumed; what runs is finished.
   *
   * @param job its number
   */
  record JobPaused(int job) implements QueueEvent {}

  /**
   * A paused job goes on.
   *
   * @param job its number
   */
  record JobResumed(int job) implements QueueEvent {}

  /**
   * A job gets another priority.
   *
   * @param job its number
   * @param priority the new one
   */
  record PriorityChanged(int job, int priority) implements QueueEvent {}

  /**
   * A worker is there, or offers another number of slots.
   *
   * @param worker the number of its link
   * @param slots how many tasks it renders at once, 0 when it takes nothing now
   */
  record WorkerOffered(int worker, int slots) implements QueueEvent {}

  /**
   * A link has ended; so have all attempts there.
   *
   * @param worker the number of the link
   */
  record WorkerLeft(int worker) implements QueueEvent {}

  /**
   * A job can use a worker, or cannot.
   *
   * @param job the job
   * @param worker the number of the worker's link
   * @param fit what is the case from now on
   */
  record Fits(int job, int worker, Fit fit) implements QueueEvent {}

  /**
   * How much a job wants.
   *
   * @param job the job
   * @param tasks how many tasks wait for a slot or have a place at a worker, running or queued
   */
  record Wanted(int job, int tasks) implements QueueEvent {}

  /**
   * A job leaves a slot idle that it may use, although tasks of it wait: it is not offered that
   * worker again for a second, unless nobody else wants it.
   *
   * @param job the job
   * @param worker the number of the worker's link
   */
  record LeftIdle(int job, int worker) implements QueueEvent {}

  /**
   * A job gave an attempt to a worker.
   *
   * @param job the job
   * @param attempt its number, never used before in this job
   * @param worker the number of the worker's link
   * @param goesOn whether another step of a chain follows it, in the same session
   * @param follows whether it follows another step itself, so that the session is there
   * @param alone whether nothing may be rendered beside it, of whichever job
   */
  record AttemptGiven(
      int job, long attempt, int worker, boolean goesOn, boolean follows, boolean alone)
      implements QueueEvent {}

  /**
   * A worker has begun to render an attempt.
   *
   * @param job the job
   * @param attempt the attempt
   */
  record AttemptStarted(int job, long attempt) implements QueueEvent {}

  /**
   * An attempt takes up no room at its worker any more: it was rendered, failed, was given back or
   * cancelled.
   *
   * @param job the job
   * @param attempt the attempt
   */
  record AttemptEnded(int job, long attempt) implements QueueEvent {}

  /** Nothing happened but time. To be sent a few times a second: turns end by it. */
  record TimePassed() implements QueueEvent {}
}

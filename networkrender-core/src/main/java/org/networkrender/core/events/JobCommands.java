package org.networkrender.core.events;

/**
 * What can be asked of a job that runs. Methods may be called from any thread and return at once;
 * what came of it is told by an event. A job that cannot do something says so.
 */
public interface JobCommands {
  /** Stops the job at once, on all workers. What was finished is kept. Twice does nothing. */
  void cancel();

  /**
   * Begins no task any more, until it is resumed. What runs goes on to its end.
   *
   * @throws UnsupportedOperationException if this job cannot
   */
  default void pause() {
    throw new UnsupportedOperationException("this job cannot be paused");
  }

  /**
   * Begins tasks again.
   *
   * @throws UnsupportedOperationException if this job cannot
   */
  default void resume() {
    throw new UnsupportedOperationException("this job cannot be resumed");
  }

  /**
   * Answers a question of the job.
   *
   * @param question its id
   * @param answer the id of one of its choices
   * @throws IllegalArgumentException if it has no such question or choice; says so in plain words
   */
  default void answer(String question, String answer) {
    throw new IllegalArgumentException("this job has no question '" + question + "'");
  }

  /**
   * Changes the priority.
   *
   * @param priority higher goes first; 0 is usual
   * @throws UnsupportedOperationException if this job cannot
   */
  default void priority(int priority) {
    throw new UnsupportedOperationException("this job has no priority that could be changed");
  }
}

package org.networkrender.core.events;

/**
 * What can be asked of a worker that runs. Methods may be called from any thread and return at
 * once; what came of it is told by an event.
 */
public interface WorkerCommands {
  /**
   * Takes no new task any more, and leaves.
   *
   * @param now whether tasks that run are ended; else they are finished first
   */
  void stop(boolean now);

  /** Takes no new task until it is resumed. What runs goes on to its end. Twice does nothing. */
  void pause();

  /** Takes tasks again, unless there is another reason why it does not. */
  void resume();
}

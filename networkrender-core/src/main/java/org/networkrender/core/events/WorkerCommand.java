package org.networkrender.core.events;

/** A command to a worker, as data. {@link WorkerCommandJson} reads it and writes it. */
public sealed interface WorkerCommand {
  /**
   * Takes no new task any more, and leaves.
   *
   * @param now whether tasks that run are ended
   */
  record Stop(boolean now) implements WorkerCommand {}

  /** Takes no new task. */
  record Pause() implements WorkerCommand {}

  /** Takes tasks again. */
  record Resume() implements WorkerCommand {}

  /** Gives the command to a worker. */
  default void giveTo(WorkerCommands worker) {
    if (this instanceof Stop stop) {
      worker.stop(stop.now);
    } else if (this instanceof Pause) {
      worker.pause();
    } else if (this instanceof Resume) {
      worker.resume();
    }
  }
}

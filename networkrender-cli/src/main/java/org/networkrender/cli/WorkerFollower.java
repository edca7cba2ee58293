package org.networkrender.cli;

import org.networkrender.core.events.WorkerCommands;
import org.networkrender.core.events.WorkerFeed;

/** Tells what happens on a worker, to a person or to a program. */
interface WorkerFollower {
  /** Begins, before the worker is started. Commands may come from now on. */
  void begin(WorkerFeed events, WorkerCommands commands);

  /** A person has pressed Ctrl-C for the first time. */
  default void interrupted() {}

  /** The worker has ended, or did not begin: waits until that is told, but not for ever. */
  void end(WorkerFeed events) throws InterruptedException;
}

package org.networkrender.core.job;

import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.networkrender.core.assembly.FrameAssembly;
import org.networkrender.core.events.WarningCode;
import org.networkrender.core.task.JobTask;
import org.networkrender.core.task.JobTasks;

/**
 * What follows from a task that is given up: for its frame, for what else belongs to it, and for
 * who reads of it. Belongs to the farm's thread.
 */
final class GivenUpTasks {
  private final JobTasks tasks;
  private final JobTally tally;
  private final JobListenerCalls listener;
  private final Consumer<FrameAssembly> dropped;
  private final ObjIntConsumer<String> withdraw;

  /**
   * Prepares.
   *
   * @param dropped is told of a frame whose parts are of no use any more
   * @param withdraw takes back a task, by its number, for a cause; not at once, since the present
   *     event is still being carried out
   */
  GivenUpTasks(
      JobTasks tasks,
      JobTally tally,
      JobListenerCalls listener,
      Consumer<FrameAssembly> dropped,
      ObjIntConsumer<String> withdraw) {
    this.tasks = tasks;
    this.tally = tally;
    this.listener = listener;
    this.dropped = dropped;
    this.withdraw = withdraw;
  }

  /** A task is given up. */
  void add(JobTask task, String cause) {
    if (task instanceof JobTask.Look) {
      return;
    }
    if (task instanceof JobTask.Finish finish && finish.assembly().isLost()) {
      // What was told of the part that failed says it all.
      return;
    }
    FrameAssembly cut = task.tail();
    if (cut != null) {
      listener.warn(
          WarningCode.TASK, task.label() + " is given up, and the whole frame goes on: " + cause);
      drop(cut);
      return;
    }
    String words = task instanceof JobTask.Whole ? cause : task.label() + ": " + cause;
    tally.givenUp(task.frames(), words);
    listener.givenUp(task.frames(), words);
    listener.warn(WarningCode.TASK, task.label() + " is given up: " + cause);
    if (task instanceof JobTask.Part part && !part.assembly().isLost()) {
      part.assembly().lose();
      tasks.finish(part.assembly()).ifPresent(finish -> withdraw.accept(words, finish));
    }
  }

  /** The parts of a frame are of no use any more. */
  void drop(FrameAssembly assembly) {
    dropped.accept(assembly);
  }
}

package org.networkrender.core.job;

import java.util.function.Consumer;
import org.networkrender.core.assembly.FrameAssembly;
import org.networkrender.core.events.WarningCode;
import org.networkrender.core.task.BakeTask;
import org.networkrender.core.task.EncodeTask;
import org.networkrender.core.task.GatherTask;
import org.networkrender.core.task.JobTask;

/**
 * What follows from a task that is given up: for its frame, for what else belongs to it, and for
 * who reads of it. Belongs to the farm's thread.
 */
final class GivenUpTasks {
  private final JobTally tally;
  private final JobNews news;
  private final Consumer<FrameAssembly> dropped;

  /**
   * Prepares.
   *
   * @param dropped is told of a frame whose parts are of no use any more
   */
  GivenUpTasks(JobTally tally, JobNews news, Consumer<FrameAssembly> dropped) {
    this.tally = tally;
    this.news = news;
    this.dropped = dropped;
  }

  /** A task is given up. */
  void add(JobTask task, String cause) {
    if (task instanceof JobTask.Look
        || task instanceof JobTask.Join
        || task instanceof GatherTask) {
      return;
    }
    if (task instanceof BakeTask) {
      // What needs it is given up with the same cause.
      news.warn(WarningCode.TASK, "The simulations cannot be baked: " + cause);
      return;
    }
    if (task instanceof EncodeTask encode) {
      tally.withoutMovie(encode.movie(), cause);
      news.warn(WarningCode.TASK, task.label() + " is given up: " + cause);
      return;
    }
    if (task instanceof JobTask.Finish finish && finish.assembly().isLost()) {
      // What was told of the part that failed says it all.
      return;
    }
    FrameAssembly cut = task.tail();
    if (cut != null) {
      news.warn(
          WarningCode.TASK, task.label() + " is given up, and the whole frame goes on: " + cause);
      drop(cut);
      return;
    }
    String words = task instanceof JobTask.Whole ? cause : task.label() + ": " + cause;
    tally.givenUp(task.frames(), words);
    news.givenUp(task.frames(), words);
    news.warn(WarningCode.TASK, task.label() + " is given up: " + cause);
    if (task instanceof JobTask.Part part) {
      part.assembly().lose();
    }
  }

  /** The parts of a frame are of no use any more. */
  void drop(FrameAssembly assembly) {
    dropped.accept(assembly);
  }
}

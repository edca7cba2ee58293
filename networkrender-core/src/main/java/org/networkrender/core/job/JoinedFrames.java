package org.networkrender.core.job;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.networkrender.core.assembly.FrameAssembly;
import org.networkrender.core.assembly.FrameJoins;
import org.networkrender.core.pool.LocalWorker;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.task.JobTasks;

/** What follows from joined frames. Belongs to the farm's thread. */
final class JoinedFrames implements FrameJoins.Owner {
  private final JobTasks tasks;
  private final WorkerCredit credit;
  private final JobNews news;
  private final JobSlots scheduler;
  private final LongSupplier clock;
  private final Consumer<DoneFrame> finished;

  /**
   * Prepares.
   *
   * @param finished is told of each frame whose pictures are in their place
   */
  JoinedFrames(
      JobTasks tasks,
      WorkerCredit credit,
      JobNews news,
      JobSlots scheduler,
      LongSupplier clock,
      Consumer<DoneFrame> finished) {
    this.tasks = tasks;
    this.credit = credit;
    this.news = news;
    this.scheduler = scheduler;
    this.clock = clock;
    this.finished = finished;
  }

  @Override
  public void joined(FrameAssembly assembly) {
    // The own machine first: elsewhere the joined picture would have to travel.
    scheduler.apply(
        new SchedulerEvent.Completed(clock.getAsLong(), tasks.joinOf(assembly), LocalWorker.PLACE));
  }

  @Override
  public void previewed(int frame, Path file) {
    news.previewed(frame, file);
  }

  @Override
  public void complete(FrameAssembly assembly, List<Path> pictures) {
    finished.accept(credit.complete(assembly, pictures));
    scheduler.apply(new SchedulerEvent.Completed(clock.getAsLong(), tasks.joinOf(assembly)));
  }
}

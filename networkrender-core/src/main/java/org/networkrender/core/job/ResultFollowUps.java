package org.networkrender.core.job;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.task.JobAttempt;
import org.networkrender.core.task.JobRoster;
import org.networkrender.core.task.JobTask;
import org.networkrender.core.task.JobWorker;

/** What follows for a job from its results. Belongs to the farm's thread. */
final class ResultFollowUps implements ResultPath.Job {
  private final JobRoster roster;
  private final JobStory story;
  private final WorkerCredit credit;
  private final JobTally tally;
  private final ToldTotals totals;
  private final TileOrder tileOrder;
  private final JobSlots scheduler;
  private final LongSupplier clock;
  private final Consumer<IOException> unwritable;

  /**
   * Prepares.
   *
   * @param unwritable is told that this machine cannot write
   */
  ResultFollowUps(
      JobRoster roster,
      JobStory story,
      WorkerCredit credit,
      JobTally tally,
      ToldTotals totals,
      TileOrder tileOrder,
      JobSlots scheduler,
      LongSupplier clock,
      Consumer<IOException> unwritable) {
    this.roster = roster;
    this.story = story;
    this.credit = credit;
    this.tally = tally;
    this.totals = totals;
    this.tileOrder = tileOrder;
    this.scheduler = scheduler;
    this.clock = clock;
    this.unwritable = unwritable;
  }

  @Override
  public void absolved(String place) {
    JobWorker worker = roster.at(place);
    if (worker != null) {
      story.absolved(worker);
    }
  }

  @Override
  public void cannotWrite(IOException cause) {
    unwritable.accept(cause);
  }

  @Override
  public void placed(int task, JobAttempt attempt) {
    totals.changed();
    credit.done(attempt);
    if (attempt.task() instanceof JobTask.Part part && !part.assembly().isTail()) {
      tally.stills().done(part);
      reorder(part, attempt);
    }
    scheduler.apply(new SchedulerEvent.Placed(clock.getAsLong(), task));
  }

  private void reorder(JobTask.Part part, JobAttempt attempt) {
    List<Integer> order =
        tileOrder.finished(part.task(), attempt.seconds(), attempt.worker().isWarm());
    if (!order.isEmpty()) {
      scheduler.apply(new SchedulerEvent.Reordered(clock.getAsLong(), order));
    }
  }
}

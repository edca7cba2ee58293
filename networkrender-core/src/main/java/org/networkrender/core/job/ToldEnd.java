package org.networkrender.core.job;

import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import org.networkrender.core.audit.JobAudit;
import org.networkrender.core.events.JobEnding;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.events.JobFault;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.task.JobRoster;

/** Tells how a job ended: as an event, and then whoever waits for its report. */
final class ToldEnd {
  private final OrderedJob ordered;
  private final JobEvents events;
  private final JobTally tally;
  private final JobRoster roster;
  private final JobAudit audit;

  ToldEnd(OrderedJob ordered, JobTally tally, JobRoster roster, JobAudit audit) {
    this.ordered = ordered;
    this.events = ordered.events();
    this.tally = tally;
    this.roster = roster;
    this.audit = audit;
  }

  /**
   * Tells it as an event. Belongs to the farm's thread.
   *
   * @param failure why it could not go on; null where it could
   */
  void publish(long now, boolean cancelled, @Nullable RenderException failure) {
    JobEnding ending = tally.ending(now, cancelled, roster.all(), audit.report());
    JobEnding told =
        failure == null
            ? ending
            : ending.failed(JobFault.of(failure.kind()), failure.getMessage(), failure.advice());
    events.publish(stamp -> new JobEvent.Ended(stamp, told));
  }

  /**
   * Gives the report to who waits for it. Not on the farm's thread: what a program does with it may
   * take as long as it likes.
   */
  void complete(@Nullable RenderException failure) {
    ordered.end().complete(report(), failure);
  }

  /** The same for a job that has not ended, and for which nobody waits any longer. */
  void abandon(@Nullable RenderException failure) {
    ordered.end().abandon(report(), failure);
  }

  private JobReport report() {
    return JobReport.of(events.snapshot());
  }
}

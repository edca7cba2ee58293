package org.networkrender.core.job;

import org.networkrender.core.assembly.FrameJoins;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.events.JobTotals;
import org.networkrender.core.task.JobAttempts;

/** Tells how far a job is, when something has changed. Belongs to the farm's thread. */
final class ToldTotals {
  private final JobEvents events;
  private final JobStory story;
  private final JobTally tally;
  private final JobAttempts attempts;
  private final TailFrames tail;
  private final FrameJoins joins;
  private boolean changed = true;

  ToldTotals(
      JobEvents events,
      JobStory story,
      JobTally tally,
      JobAttempts attempts,
      TailFrames tail,
      FrameJoins joins) {
    this.events = events;
    this.story = story;
    this.tally = tally;
    this.attempts = attempts;
    this.tail = tail;
    this.joins = joins;
  }

  /** Something happened by which the job may be further, or a worker other than it was. */
  void changed() {
    changed = true;
  }

  /** Tells what has changed since the last time, if anything has. */
  void tellChanges(long now) {
    if (changed) {
      tell(now);
    }
  }

  /** Tells how far the job is now. */
  void tell(long now) {
    changed = false;
    story.workers(now);
    JobTotals totals =
        tally.totals(
            now, attempts.fractions(), attempts.work(tail.assemblies()), joins.isJoining());
    events.publish(stamp -> new JobEvent.JobProgress(stamp, totals));
  }
}

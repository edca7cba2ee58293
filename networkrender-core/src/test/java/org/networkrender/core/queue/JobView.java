package org.networkrender.core.queue;

import java.util.HashMap;
import java.util.Map;
import org.networkrender.core.queue.FarmBook.Attempt;
import org.networkrender.core.queue.FarmBook.JobEntry;
import org.networkrender.core.queue.FarmBook.Link;
import org.networkrender.core.queue.FarmBook.Phase;

/** One job as it is when everything that follows from an event was carried out. */
final class JobView {
  final JobEntry job;
  private final FarmBook book;
  private final JobQueue queue;
  private final Map<Link, Integer> held = new HashMap<>();
  private final Map<Link, Integer> queued = new HashMap<>();
  final int waiting;
  final int total;
  private final boolean wants;
  private boolean fetches;

  JobView(JobEntry job, FarmBook book, JobQueue queue) {
    this.job = job;
    this.book = book;
    this.queue = queue;
    this.waiting = job.waiting();
    int sum = 0;
    for (Link link : book.links.values()) {
      sum += queue.slots(job.number, link.number);
    }
    this.total = sum;
    this.wants = !job.paused && waiting > 0 && total < job.scheduler.demand().tasks();
    for (Attempt attempt : job.attempts.values()) {
      if (attempt.held()) {
        held.merge(attempt.link, 1, Integer::sum);
      }
      if (attempt.phase == Phase.QUEUED) {
        queued.merge(attempt.link, 1, Integer::sum);
      }
      fetches |= attempt.phase == Phase.REVOKED;
    }
  }

  /** Whether it has nothing anywhere. */
  boolean holdsNothing() {
    return held.isEmpty();
  }

  boolean isAt(Link link) {
    return link.joined.contains(job.number);
  }

  /** Whether it wants more than it has, and could use more of a worker. */
  boolean needs(Link link) {
    return wants && isAt(link) && job.fits(link) && !book.excused(job, link);
  }

  /** The same for a suspect of it, which would have the worker alone. */
  boolean needsAlone(Link link) {
    return wants && isAt(link) && link.slots > 0 && job.fitsAlone(link) && !book.excused(job, link);
  }

  /** Whether it has a slot there that it is owed. */
  boolean isOwed(Link link) {
    return queue.slots(job.number, link.number) > 0;
  }

  int held(Link link) {
    return held.getOrDefault(link, 0);
  }

  int queued(Link link) {
    return queued.getOrDefault(link, 0);
  }

  /** Whether it has asked back what it had queued elsewhere, for a slot that is its own. */
  boolean fetchesFor(Link link) {
    return fetches && book.share(job, link).slots() > held(link);
  }
}

package org.networkrender.core.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.networkrender.core.queue.FarmBook.JobEntry;
import org.networkrender.core.queue.FarmBook.Link;

/** Checks how the slots of a farm are shared when everything was carried out. */
final class SharingLaws {
  private static final long SECOND = QueueScenario.SECOND;

  private final QueueScenario scenario;
  private final FarmBook book;
  private final JobQueue queue;
  private final long longest;

  /** Since when a job waits at a worker for lower ones, by job and link. */
  private final Map<List<Integer>, Long> blockedSince = new HashMap<>();

  /** Since when a job has nothing although it could have a slot of an equal or lower one. */
  private final Map<Integer, Long> starvedSince = new HashMap<>();

  /** Since when a worker is kept for a suspect that is not there, by link. */
  private final Map<Integer, Long> keptSince = new HashMap<>();

  /** Since when a worker is empty that a suspect would have alone, by job and link. */
  private final Map<List<Integer>, Long> emptySince = new HashMap<>();

  SharingLaws(QueueScenario scenario, FarmBook book, JobQueue queue) {
    this.scenario = scenario;
    this.book = book;
    this.queue = queue;
    this.longest = scenario.longestTask();
  }

  /** To be called when everything that follows from an event was carried out. */
  void check() {
    List<JobView> views = new ArrayList<>();
    book.jobs.values().forEach(job -> views.add(new JobView(job, book, queue)));
    Set<JobEntry> starved = new HashSet<>();
    for (Link link : book.links.values()) {
      checkIdle(link, views);
      checkKept(link, views);
      for (JobView view : views) {
        boolean needs = view.needs(link);
        checkPause(view, link);
        checkAlone(view, link, views.size());
        int lower = 0;
        int higher = 0;
        for (JobView other : views) {
          int order = Integer.compare(other.job.priority, view.job.priority);
          lower += order < 0 ? other.held(link) : 0;
          higher += order > 0 ? other.held(link) : 0;
          if (needs && order < 0) {
            checkPriority(view, other, link);
          } else if (needs && order == 0 && other != view) {
            checkFair(view, other, link);
          }
        }
        checkBlocked(view, link, needs, lower);
        boolean needsAlone = view.needsAlone(link);
        checkEmpty(view, link, needsAlone, views);
        if ((needs || needsAlone)
            && !link.lies
            && link.slots > 0
            && higher == 0
            && view.holdsNothing()) {
          starved.add(view.job);
        }
      }
    }
    views.forEach(view -> checkStarved(view.job, starved.contains(view.job)));
  }

  private void checkIdle(Link link, List<JobView> views) {
    int held = 0;
    for (JobView view : views) {
      held += view.held(link);
    }
    if (held >= link.slots || book.hasSuspect(link) || isKept(link, views)) {
      return;
    }
    if (views.stream().noneMatch(view -> view.fetchesFor(link))) {
      for (JobView view : views) {
        QueueBroken.require(
            4,
            view.job.paused
                || !view.isAt(link)
                || view.waiting == 0
                || !view.job.fits(link)
                || book.excused(view.job, link),
            () -> link.machine + " has an idle slot, and job " + view.job.number + " waits");
      }
    }
  }

  private boolean isKept(Link link, List<JobView> views) {
    return views.stream().anyMatch(view -> queue.isKept(view.job.number, link.number));
  }

  /** Whoever waits for a worker to be empty does so no longer than one task runs. */
  private void checkKept(Link link, List<JobView> views) {
    if (link.lies || book.hasSuspect(link) || !isKept(link, views)) {
      keptSince.remove(link.number);
      return;
    }
    long since = keptSince.computeIfAbsent(link.number, any -> book.now);
    QueueBroken.require(
        4,
        book.now - since <= longest + 10 * SECOND,
        () -> link.machine + " is kept for a suspect that does not come, since " + since / 1e9);
  }

  /** A worker that nobody needs is not empty for longer than a suspect takes to be sent. */
  private void checkEmpty(JobView view, Link link, boolean needsAlone, List<JobView> views) {
    List<Integer> key = List.of(view.job.number, link.number);
    boolean wanted =
        needsAlone
            && book.held(link) == 0
            && views.stream()
                .noneMatch(
                    o -> o != view && (o.needs(link) || o.needsAlone(link) || o.isOwed(link)));
    if (!wanted) {
      emptySince.remove(key);
      return;
    }
    long since = emptySince.computeIfAbsent(key, any -> book.now);
    QueueBroken.require(
        4,
        book.now - since <= 2 * SECOND,
        () -> link.machine + " is empty, and a suspect of " + view.job.number + " waits");
  }

  private void checkPause(JobView view, Link link) {
    QueueBroken.require(
        5,
        !view.job.paused || (book.share(view.job, link).slots() == 0 && view.queued(link) == 0),
        () -> "job " + view.job.number + " pauses and goes on at " + link.machine);
  }

  private void checkAlone(JobView view, Link link, int jobs) {
    if (jobs == 1 && !view.job.paused && view.isAt(link)) {
      Share share = book.share(view.job, link);
      QueueBroken.require(
          6,
          share.slots() == link.slots && share.room() == 2 * link.slots,
          () -> "a job that is alone has " + share + " of " + link.slots);
    }
  }

  private void checkPriority(JobView high, JobView low, Link link) {
    QueueBroken.require(
        2,
        book.share(low.job, link).slots() == 0 && low.queued(link) == 0,
        () ->
            "job " + low.job.number + " goes on before " + high.job.number + " on " + link.number);
  }

  private void checkFair(JobView poor, JobView rich, Link link) {
    int ahead = rich.total - poor.total;
    QueueBroken.require(
        3,
        ahead <= 1
            || queue.slots(rich.job.number, link.number) == 0
            || queue.isKept(rich.job.number, link.number),
        () -> "job " + rich.job.number + " has " + ahead + " slots more than " + poor.job.number);
  }

  /** A job waits for those of lower priority no longer than one task runs. */
  private void checkBlocked(JobView view, Link link, boolean needs, int lower) {
    List<Integer> key = List.of(view.job.number, link.number);
    boolean wants = needs || view.queued(link) > 0;
    if (link.lies
        || view.job.paused
        || !wants
        || link.slots == 0
        || (lower < link.slots && (lower == 0 || !book.hasSuspect(link)))) {
      blockedSince.remove(key);
      return;
    }
    long since = blockedSince.computeIfAbsent(key, any -> book.now);
    QueueBroken.require(
        2,
        book.now - since <= longest + 10 * SECOND,
        () -> "job " + view.job.number + " waits for lower ones since " + since / 1e9);
  }

  /**
   * A job that has nothing, but could have a slot of an equal or lower one, gets one: when each
   * other one has had a turn, and what it began in it has ended.
   */
  private void checkStarved(JobEntry job, boolean starves) {
    if (!starves) {
      starvedSince.remove(job.number);
      return;
    }
    long since = starvedSince.computeIfAbsent(job.number, any -> book.now);
    long waited = book.now - since;
    long bound =
        10 * SECOND + 2L * scenario.jobs().size() * (scenario.turn() + scenario.longestUnit());
    QueueBroken.require(
        3, waited <= bound, () -> "job " + job.number + " gets nothing since " + since / 1e9);
  }
}

package org.networkrender.core.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.networkrender.core.queue.FarmBook.Attempt;
import org.networkrender.core.queue.FarmBook.JobEntry;
import org.networkrender.core.queue.FarmBook.Link;
import org.networkrender.core.queue.FarmBook.Phase;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.SchedulerEvent;

/**
 * Checks the laws of the queue after every event, and those of the schedulers that it may break.
 */
final class QueueLaws {
  private static final long SECOND = QueueScenario.SECOND;

  private final QueueScenario scenario;
  private final FarmBook book;
  private final JobQueue queue;
  private final long longest;
  private final ShapeLaws shapes = new ShapeLaws();

  /** Since when a job waits at a worker for lower ones, by job and link. */
  private final Map<List<Integer>, Long> blockedSince = new HashMap<>();

  /** Since when a job has nothing although it could have a slot of an equal or lower one. */
  private final Map<Integer, Long> starvedSince = new HashMap<>();

  /** Since when a worker is kept for a suspect that is not there, by link. */
  private final Map<Integer, Long> keptSince = new HashMap<>();

  /** Since when a worker is empty that a suspect would have alone, by job and link. */
  private final Map<List<Integer>, Long> emptySince = new HashMap<>();

  QueueLaws(QueueScenario scenario, FarmBook book, JobQueue queue) {
    this.scenario = scenario;
    this.book = book;
    this.queue = queue;
    this.longest = scenario.longestTask();
  }

  /** What the queue is told. */
  void asked(List<QueueEvent> events) {
    for (QueueEvent event : events) {
      if (event instanceof QueueEvent.LeftIdle e) {
        book.leftIdle
            .computeIfAbsent(e.job(), job -> new HashMap<>())
            .put(e.worker(), book.now + 3 * SECOND / 2);
      } else if (event instanceof QueueEvent.JobRemoved e) {
        book.shares.remove(e.job());
      } else if (event instanceof QueueEvent.Fits e && e.fit() == Fit.NONE) {
        book.shares.getOrDefault(e.job(), new HashMap<>()).remove(e.worker());
      } else if (event instanceof QueueEvent.WorkerLeft e) {
        book.shares.values().forEach(shares -> shares.remove(e.worker()));
      }
    }
  }

  /** What schedulers are to be told. */
  void told(List<Share> shares) {
    for (Share share : shares) {
      book.shares.computeIfAbsent(share.job(), job -> new HashMap<>()).put(share.worker(), share);
    }
  }

  /** What a worker said. */
  void note(JobEntry job, SchedulerEvent event) {
    if (event instanceof SchedulerEvent.Started e) {
      phase(job, e.attempt(), Phase.RUNNING);
    } else if (event instanceof SchedulerEvent.Rendered e) {
      phase(job, e.attempt(), Phase.RENDERED);
    } else if (event instanceof SchedulerEvent.Returned e) {
      job.attempts.remove(e.attempt());
    } else if (event instanceof SchedulerEvent.Failed e) {
      job.attempts.remove(e.attempt());
    }
  }

  private static void phase(JobEntry job, long number, Phase phase) {
    Attempt attempt = job.attempts.get(number);
    if (attempt != null && attempt.phase != Phase.RENDERED) {
      attempt.phase = phase;
    }
  }

  void verified(JobEntry job, long number) {
    Attempt attempt = job.attempts.get(number);
    if (attempt != null) {
      attempt.verified = true;
    }
  }

  void check(JobEntry job, Effect effect) {
    if (effect instanceof Effect.Assign e) {
      assign(job, e);
    } else if (effect instanceof Effect.Revoke e) {
      phase(job, e.attempt(), Phase.REVOKED);
    } else if (effect instanceof Effect.Cancel e) {
      Attempt attempt = job.attempts.remove(e.attempt());
      QueueBroken.require(
          5,
          attempt == null
              || !job.isOpen(job.unit(attempt.task))
              || Boolean.FALSE.equals(job.accepted.get(attempt.task))
              || scenario.jobs().get(job.number).isCancelled(),
          () -> "what is needed was stopped: " + effect);
    } else if (effect instanceof Effect.Accept e) {
      Attempt attempt = job.attempts.remove(e.attempt());
      boolean good = attempt != null && attempt.verified && attempt.task == e.task();
      QueueBroken.require(7, good, () -> "accepted and not verified: " + effect);
      end(job, e.task(), true);
      shapes.verified(job, attempt);
    } else if (effect instanceof Effect.Repeated e) {
      Attempt attempt = job.attempts.remove(e.attempt());
      boolean good = attempt != null && attempt.verified && job.accepted.containsKey(e.task());
      QueueBroken.require(7, good, () -> "repeated and not verified: " + effect);
      shapes.verified(job, attempt);
    } else if (effect instanceof Effect.Begin e) {
      shapes.begin(job, e);
    } else if (effect instanceof Effect.GiveUp e) {
      int losses = job.losses(e.origin());
      QueueBroken.require(7, losses >= 9, () -> "given up: " + effect);
      end(job, e.task(), false);
    } else if (effect instanceof Effect.Drop e) {
      job.lose(e.worker());
      Link link = book.links.get(e.worker());
      if (link != null) {
        link.joined.remove(job.number);
      }
    } else if (effect instanceof Effect.Done) {
      QueueScenario.Job order = scenario.jobs().get(job.number);
      QueueBroken.require(
          7,
          order.isCancelled() || job.accepted.size() == order.costs().size(),
          () -> "job " + job.number + " is done before its tasks");
    }
  }

  private static void end(JobEntry job, int task, boolean accepted) {
    Boolean before = job.accepted.put(task, accepted);
    QueueBroken.require(7, before == null, () -> "task " + task + " ended twice");
  }

  private void assign(JobEntry job, Effect.Assign effect) {
    Link link = book.links.get(effect.worker());
    if (link == null) {
      // The link has just ended, and this job is about to hear of it.
      return;
    }
    QueueBroken.require(5, !job.paused, () -> "started in a pause: " + effect);
    QueueBroken.require(
        7, job.isOpen(job.unit(effect.task())), () -> "started after its end: " + effect);
    shapes.assign(job, effect, link);
    int held = book.held(link);
    // A further step takes the place of the one before it, whatever the worker offers by now.
    boolean step = job.unit(effect.task()) != effect.task();
    QueueBroken.require(
        1,
        step || held < 2 * link.slots,
        () -> effect + " of job " + job.number + ": " + held + " are held in " + link.slots);
    boolean suspect = job.scheduler.demand().isAlone(effect.attempt());
    QueueBroken.require(
        9,
        held == 0 || (!suspect && !book.hasSuspect(link)),
        () -> effect + " of job " + job.number + " is beside a suspect, or is one beside others");
    int live = 0;
    for (Attempt attempt : job.attempts.values()) {
      if (job.unit(attempt.task) == job.unit(effect.task())) {
        live++;
        QueueBroken.require(7, attempt.link != link, () -> "twice on one worker: " + effect);
      }
    }
    QueueBroken.require(7, live < 2, () -> "a third attempt: " + effect);
    job.attempts.put(
        effect.attempt(), new Attempt(job, effect.attempt(), effect.task(), link, suspect));
  }

  /** The client has done a task itself. */
  void completed(JobEntry job, int task) {
    if (!job.accepted.containsKey(task)) {
      end(job, task, true);
      job.placed.add(task);
    }
  }

  /** Compares what a job that is alone in its life does with what a plain scheduler does. */
  void checkTwin(SchedulerEvent event, List<Effect> effects, List<Effect> plain) {
    QueueBroken.require(
        6,
        effects.equals(plain),
        () -> "at " + event + " a job that is alone did " + effects + ", not " + plain);
  }

  /** One job as it is when everything that follows from an event was carried out. */
  private final class View {
    final JobEntry job;
    final Map<Link, Integer> held = new HashMap<>();
    final Map<Link, Integer> queued = new HashMap<>();
    final int waiting;
    final int total;
    final boolean wants;
    boolean fetches;

    View(JobEntry job) {
      this.job = job;
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

    boolean isAt(Link link) {
      return link.joined.contains(job.number);
    }

    /** Whether it wants more than it has, and could use more of a worker. */
    boolean needs(Link link) {
      return wants && isAt(link) && job.fits(link) && !book.excused(job, link);
    }

    /** The same for a suspect of it, which would have the worker alone. */
    boolean needsAlone(Link link) {
      return wants
          && isAt(link)
          && link.slots > 0
          && job.fitsAlone(link)
          && !book.excused(job, link);
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

  /** To be called when everything that follows from an event was carried out. */
  void check() {
    List<View> views = new ArrayList<>();
    book.jobs.values().forEach(job -> views.add(new View(job)));
    Set<JobEntry> starved = new HashSet<>();
    for (Link link : book.links.values()) {
      checkIdle(link, views);
      checkKept(link, views);
      for (View view : views) {
        boolean needs = view.needs(link);
        checkPause(view, link);
        checkAlone(view, link, views.size());
        int lower = 0;
        int higher = 0;
        for (View other : views) {
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
            && view.held.isEmpty()) {
          starved.add(view.job);
        }
      }
    }
    views.forEach(view -> checkStarved(view.job, starved.contains(view.job)));
    views.forEach(view -> shapes.check(view.job));
  }

  private void checkIdle(Link link, List<View> views) {
    int held = 0;
    for (View view : views) {
      held += view.held(link);
    }
    if (held >= link.slots || book.hasSuspect(link) || isKept(link, views)) {
      return;
    }
    if (views.stream().noneMatch(view -> view.fetchesFor(link))) {
      for (View view : views) {
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

  private boolean isKept(Link link, List<View> views) {
    return views.stream().anyMatch(view -> queue.isKept(view.job.number, link.number));
  }

  /** Whoever waits for a worker to be empty does so no longer than one task runs. */
  private void checkKept(Link link, List<View> views) {
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
  private void checkEmpty(View view, Link link, boolean needsAlone, List<View> views) {
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

  private void checkPause(View view, Link link) {
    QueueBroken.require(
        5,
        !view.job.paused || (book.share(view.job, link).slots() == 0 && view.queued(link) == 0),
        () -> "job " + view.job.number + " pauses and goes on at " + link.machine);
  }

  private void checkAlone(View view, Link link, int jobs) {
    if (jobs == 1 && !view.job.paused && view.isAt(link)) {
      Share share = book.share(view.job, link);
      QueueBroken.require(
          6,
          share.slots() == link.slots && share.room() == 2 * link.slots,
          () -> "a job that is alone has " + share + " of " + link.slots);
    }
  }

  private void checkPriority(View high, View low, Link link) {
    QueueBroken.require(
        2,
        book.share(low.job, link).slots() == 0 && low.queued(link) == 0,
        () ->
            "job " + low.job.number + " goes on before " + high.job.number + " on " + link.number);
  }

  private void checkFair(View poor, View rich, Link link) {
    int ahead = rich.total - poor.total;
    QueueBroken.require(
        3,
        ahead <= 1
            || queue.slots(rich.job.number, link.number) == 0
            || queue.isKept(rich.job.number, link.number),
        () -> "job " + rich.job.number + " has " + ahead + " slots more than " + poor.job.number);
  }

  /** A job waits for those of lower priority no longer than one task runs. */
  private void checkBlocked(View view, Link link, boolean needs, int lower) {
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

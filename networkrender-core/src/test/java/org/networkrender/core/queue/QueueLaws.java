package org.networkrender.core.queue;

import java.util.HashMap;
import java.util.List;
import org.networkrender.core.queue.FarmBook.Attempt;
import org.networkrender.core.queue.FarmBook.JobEntry;
import org.networkrender.core.queue.FarmBook.Link;
import org.networkrender.core.queue.FarmBook.Phase;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.SchedulerEvent;

/**
 * Checks the laws of the queue after every event, and those of the schedulers that it may break:
 * here what is decided, in {@link SharingLaws} and {@link ShapeLaws} what comes of it.
 */
final class QueueLaws {
  private static final long SECOND = QueueScenario.SECOND;

  private final QueueScenario scenario;
  private final FarmBook book;
  private final ShapeLaws shapes = new ShapeLaws();
  private final SharingLaws sharing;

  QueueLaws(QueueScenario scenario, FarmBook book, JobQueue queue) {
    this.scenario = scenario;
    this.book = book;
    this.sharing = new SharingLaws(scenario, book, queue);
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

  /** To be called when everything that follows from an event was carried out. */
  void check() {
    sharing.check();
    book.jobs.values().forEach(shapes::check);
  }
}

package org.networkrender.core.scheduler;

import java.util.List;
import org.networkrender.core.scheduler.AttemptState.Phase;

/**
 * Takes from links what they had when they end, ends those that are silent or deaf, and takes back
 * what they never end.
 */
final class Departures {
  /** How many silences a worker may take to answer: over a slow link an answer queues for long. */
  private static final int SILENCES_OF_THE_DEAF = 12;

  private final SchedulerSettings settings;
  private final EventClock clock;
  private final TaskTable tasks;
  private final WorkerTable workers;
  private final Consequences consequences;
  private final TaskEndings endings;
  private final EndlessAttempts endless;

  Departures(
      SchedulerSettings settings,
      EventClock clock,
      TaskTable tasks,
      WorkerTable workers,
      Consequences consequences,
      TaskEndings endings,
      EndlessAttempts endless) {
    this.endless = endless;
    this.settings = settings;
    this.clock = clock;
    this.tasks = tasks;
    this.workers = workers;
    this.consequences = consequences;
    this.endings = endings;
  }

  /** A link has ended: what was rendered over it is lost, and what was not begun goes elsewhere. */
  void lose(WorkerState worker, String reason) {
    List<AttemptState> blamed = blamed(worker);
    for (AttemptState attempt : List.copyOf(worker.attempts)) {
      if (blamed.contains(attempt) && !consequences.forgives(attempt, clock.now())) {
        endings.fail(attempt, Failure.outside(FailureKind.LOST, reason), clock.now());
      } else {
        endings.end(attempt);
        tasks.requeue(attempt.task);
      }
    }
    worker.machine.leftAt = clock.now();
    worker.machine.leftAtLease = clock.leaseTime();
    workers.leave(worker);
  }

  /**
   * Returns what may have ended a worker: what ran there. Where nothing did, what its slots had
   * just got: a task that ends each worker before that can tell of a beginning would do so for
   * ever.
   */
  private static List<AttemptState> blamed(WorkerState worker) {
    List<AttemptState> running = of(worker, Phase.RUNNING);
    return running.isEmpty()
        ? of(worker, Phase.QUEUED).stream().limit(worker.slots).toList()
        : running;
  }

  /** Returns those of a phase, the oldest first: in this order a worker begins them. */
  private static List<AttemptState> of(WorkerState worker, Phase phase) {
    return worker.attempts.stream().filter(attempt -> attempt.phase == phase).toList();
  }

  /** Drops the workers of which nothing was heard for too long. */
  void dropSilent(List<Effect> effects) {
    long since = clock.leaseTime() - settings.silence().toNanos();
    String reason = "nothing was heard of it for " + settings.silence().toSeconds() + " s";
    for (WorkerState worker = workers.silentSince(since);
        worker != null;
        worker = workers.silentSince(since)) {
      effects.add(new Effect.Drop(worker.number, reason));
      lose(worker, reason);
    }
  }

  /** Takes back what may never end, where another machine is idle that could do it. */
  void takeBackEndless(List<Effect> effects) {
    for (AttemptState attempt : endless.overdue(clock.awakeTime())) {
      String reason = endless.reason(attempt, clock.awakeTime());
      effects.add(new Effect.Cancel(attempt.number, attempt.worker.number));
      endings.fail(attempt, Failure.outside(FailureKind.WORKER, reason), clock.now());
    }
  }

  /** Drops who is alive and answers nothing, which would keep its tasks for ever. */
  void dropDeaf(List<Effect> effects) {
    long since = clock.leaseTime() - SILENCES_OF_THE_DEAF * settings.silence().toNanos();
    for (AttemptState attempt = workers.unansweredSince(since);
        attempt != null;
        attempt = workers.unansweredSince(since)) {
      String reason = "it neither began a task nor gave it back when it was asked";
      effects.add(new Effect.Drop(attempt.worker.number, reason));
      endings.fail(attempt, Failure.unbegun(reason), clock.now());
      lose(attempt.worker, reason);
    }
  }
}

package org.networkrender.core.scheduler;

import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import java.util.List;
import java.util.function.Consumer;
import org.networkrender.core.scheduler.AttemptState.Phase;

/**
 * What is said of attempts: by their workers, and by who checked the results. Of what has ended
 * nobody hears any more.
 */
final class AttemptReports {
  private final EventClock clock;
  private final TaskTable tasks;
  private final WorkerTable workers;
  private final Dispatcher dispatcher;
  private final TaskEndings endings;
  private final Consumer<WorkerState> overheld;

  /** What is said of many failures in equal words is kept once. */
  private final Interner<String> words = Interners.newWeakInterner();

  /**
   * Creates it.
   *
   * @param overheld told of a worker that may hold more than it should
   */
  AttemptReports(
      EventClock clock,
      TaskTable tasks,
      WorkerTable workers,
      Dispatcher dispatcher,
      TaskEndings endings,
      Consumer<WorkerState> overheld) {
    this.clock = clock;
    this.tasks = tasks;
    this.workers = workers;
    this.dispatcher = dispatcher;
    this.endings = endings;
    this.overheld = overheld;
  }

  void note(SchedulerEvent event, List<Effect> effects) {
    if (event instanceof SchedulerEvent.Started e) {
      ofWorker(e.attempt(), this::start);
    } else if (event instanceof SchedulerEvent.Progressed e) {
      ofWorker(e.attempt(), attempt -> progress(attempt, e.fraction()));
    } else if (event instanceof SchedulerEvent.Rendered e) {
      ofWorker(e.attempt(), this::rendered);
    } else if (event instanceof SchedulerEvent.Returned e) {
      ofWorker(e.attempt(), attempt -> returned(attempt, effects));
    } else if (event instanceof SchedulerEvent.Verified e) {
      ifLive(e.attempt(), attempt -> endings.accept(attempt, clock.now()));
    } else if (event instanceof SchedulerEvent.Failed e) {
      ifLive(e.attempt(), attempt -> endings.fail(attempt, failure(e), clock.now()));
    }
  }

  private Failure failure(SchedulerEvent.Failed e) {
    return new Failure(e.kind(), e.stage(), e.cause(), words.intern(e.words()));
  }

  private void ifLive(long number, Consumer<AttemptState> action) {
    AttemptState attempt = workers.attempt(number);
    if (attempt != null) {
      action.accept(attempt);
    }
  }

  private void ofWorker(long number, Consumer<AttemptState> action) {
    ifLive(
        number,
        attempt -> {
          workers.heard(attempt.worker, clock.leaseTime());
          action.accept(attempt);
        });
  }

  private void start(AttemptState attempt) {
    if (attempt.phase == Phase.QUEUED || attempt.phase == Phase.REVOKED) {
      attempt.startedAt = clock.now();
      workers.move(attempt, Phase.RUNNING);
      if (attempt.keepsSession()) {
        overheld.accept(attempt.worker);
      }
    }
  }

  private void progress(AttemptState attempt, double fraction) {
    start(attempt);
    attempt.progressed(fraction, clock.now());
  }

  private void rendered(AttemptState attempt) {
    if (attempt.phase == Phase.RUNNING) {
      endings.cuts().rendered(attempt, clock.now());
    }
    if (attempt.phase != Phase.RENDERED) {
      workers.move(attempt, Phase.RENDERED);
    }
  }

  private void returned(AttemptState attempt, List<Effect> effects) {
    boolean asked = attempt.phase == Phase.REVOKED || attempt.worker.slots == 0;
    if (!asked) {
      String cause = "the worker gave the task back unasked";
      boolean begun = attempt.phase != Phase.QUEUED;
      endings.fail(
          attempt,
          begun ? Failure.outside(FailureKind.WORKER, cause) : Failure.unbegun(cause),
          clock.now());
      return;
    }
    endings.end(attempt);
    if (!dispatcher.assignElsewhere(attempt, clock.now(), effects)) {
      tasks.requeue(attempt.task);
    }
  }
}

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
class AttemptReports {
  /** Makes it of what it works on. */
  @FunctionalInterface
  interface Maker {
    AttemptReports make(
        EventClock clock,
        TaskTable tasks,
        WorkerTable workers,
        Dispatcher dispatcher,
        TaskEndings endings,
        Consumer<WorkerState> overheld);
  }

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

  final void note(SchedulerEvent event, List<Effect> effects) {
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
    if (mayBegin(attempt)) {
      attempt.started(clock.now(), clock.awakeTime());
      workers.move(attempt, Phase.RUNNING);
      if (attempt.keepsSession()) {
        overheld.accept(attempt.worker);
      }
    }
  }

  /** Whether it has not begun yet. Who says so of what it has rendered gets no slot back for it. */
  boolean mayBegin(AttemptState attempt) {
    return attempt.phase == Phase.QUEUED || attempt.phase == Phase.REVOKED;
  }

  private void progress(AttemptState attempt, double fraction) {
    start(attempt);
    attempt.progressed(fraction, clock.now(), clock.awakeTime());
  }

  private void rendered(AttemptState attempt) {
    if (teaches(attempt) && !tasks.isApart(attempt.task)) {
      endings.cuts().rendered(attempt, clock.now());
    }
    if (attempt.phase != Phase.RENDERED) {
      workers.move(attempt, Phase.RENDERED);
    }
  }

  /** Whether it is known how long it took: of what was never begun, or was rendered before, not. */
  boolean teaches(AttemptState attempt) {
    return attempt.phase == Phase.RUNNING;
  }

  private void returned(AttemptState attempt, List<Effect> effects) {
    if (!wasAsked(attempt)) {
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

  /** Whether a worker gives back what it should. Else it could take a task for ever, in turns. */
  boolean wasAsked(AttemptState attempt) {
    return attempt.phase == Phase.REVOKED || attempt.worker.slots == 0;
  }
}

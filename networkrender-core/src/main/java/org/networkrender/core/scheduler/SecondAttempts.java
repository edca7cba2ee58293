package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.scheduler.AttemptState.Phase;
import org.networkrender.core.scheduler.WorkerState.Room;

/**
 * At the end of a job, gives slots that would stay idle a second attempt of what is expected to end
 * last, where that is expected to help. Whichever is verified first counts.
 */
final class SecondAttempts {
  private final TaskTable tasks;
  private final WorkerTable workers;
  private final Dispatcher dispatcher;
  private final TailEstimate estimate;

  SecondAttempts(
      TaskTable tasks, WorkerTable workers, Dispatcher dispatcher, TailEstimate estimate) {
    this.tasks = tasks;
    this.workers = workers;
    this.dispatcher = dispatcher;
    this.estimate = estimate;
  }

  /** To be called when waiting tasks have been assigned, a few times a second. */
  void start(long now, List<Effect> effects) {
    if (workers.idle().isEmpty() || workers.count(Phase.RUNNING) == 0 || !estimate.hasGround()) {
      return;
    }
    List<AttemptState> running = new ArrayList<>();
    List<AttemptState> unstarted = new ArrayList<>();
    for (AttemptState attempt : workers.attempts()) {
      boolean single = !tasks.isSuspect(attempt.task) && !tasks.hasOther(attempt);
      if (attempt.phase != Phase.RENDERED && single) {
        (attempt.phase == Phase.RUNNING ? running : unstarted).add(attempt);
      }
    }
    List<WorkerState> idle = withNothingBetter(unstarted);
    idle.sort(Comparator.comparingDouble(worker -> estimate.pace(worker.machine)));
    running.sort(
        Comparator.<AttemptState>comparingDouble(attempt -> -estimate.end(attempt, now))
            .thenComparingLong(attempt -> attempt.number));
    for (AttemptState attempt : running) {
      WorkerState fastest = fastest(idle, attempt);
      if (fastest != null && estimate.helps(attempt, fastest.machine, now)) {
        dispatcher.assign(attempt.task, fastest, 0, now, effects);
        if (fastest.room != Room.IDLE) {
          idle.remove(fastest);
        }
      }
    }
  }

  /** Returns the idle workers that could not have a task instead that nobody has started. */
  private List<WorkerState> withNothingBetter(List<AttemptState> unstarted) {
    List<WorkerState> idle = new ArrayList<>();
    for (WorkerState worker : workers.idle()) {
      boolean better = false;
      for (AttemptState attempt : unstarted) {
        better |= attempt.worker != worker && allows(attempt, worker);
        if (better) {
          break;
        }
      }
      if (!better) {
        idle.add(worker);
      }
    }
    return idle;
  }

  /** Returns the first of the workers that has neither failed at a task nor an attempt of it. */
  private @Nullable WorkerState fastest(List<WorkerState> idle, AttemptState running) {
    TaskHistory history = tasks.history(running.task);
    for (WorkerState worker : idle) {
      if (!tasks.hasAttemptOn(running.task, worker.machine)
          && (history == null || !history.shunned().contains(worker.machine))) {
        return worker;
      }
    }
    return null;
  }

  private boolean allows(AttemptState attempt, WorkerState worker) {
    return tasks.allows(attempt.task, worker.machine, workers.offeringMachines());
  }
}

package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.scheduler.AttemptState.Phase;

/**
 * Finds where suspects go, which are rendered when there is nothing else to do: each alone to the
 * machine that has nothing with which it was lost least, the fastest of these; or later to one at
 * work that will have done it clearly earlier. At the end of a job the machines have nothing left
 * one after the other within seconds, and the first of them may be the slowest.
 *
 * <p>A machine that comes and goes is idle more often than others. What was lost with it again and
 * again waits for one at work that has lost it less often, so it is not blamed for that link alone.
 */
final class SuspectPlaces {
  /** What waiting must gain, as a share of the time on the machine that has nothing. */
  private static final double LEAST_GAIN = 0.2;

  private static final double LEAST_GAIN_NANOS = 1e9;

  /** How long one waits at least for a machine with which it was lost less often. */
  private static final double PATIENCE_NANOS = 300e9;

  /** The same, in tasks as they last in the mean. */
  private static final double PATIENCE_TASKS = 2;

  private final TaskTable tasks;
  private final WorkerTable workers;
  private final TailEstimate estimate;

  SuspectPlaces(TaskTable tasks, WorkerTable workers, TailEstimate estimate) {
    this.tasks = tasks;
    this.workers = workers;
    this.estimate = estimate;
  }

  /** Returns which suspects are to begin now, and on which workers. */
  Map<Integer, WorkerState> find(long now) {
    if (!tasks.anySuspectWaits() || workers.idle().isEmpty()) {
      return Map.of();
    }
    List<WorkerState> free = new ArrayList<>(workers.idle());
    free.removeIf(worker -> !worker.isEmpty());
    return find(free, now);
  }

  /**
   * Returns whether a suspect would begin on a worker, if that were empty and its slots this job's.
   */
  boolean wants(WorkerState worker, long now) {
    if (!tasks.anySuspectWaits()) {
      return false;
    }
    List<WorkerState> free = new ArrayList<>(workers.idle());
    free.removeIf(other -> !other.isEmpty() || other == worker);
    free.add(worker);
    return find(free, now).containsValue(worker);
  }

  private Map<Integer, WorkerState> find(List<WorkerState> free, long now) {
    free.sort(Comparator.comparingDouble(worker -> estimate.usual(worker.machine)));
    Map<Integer, WorkerState> places = new LinkedHashMap<>();
    List<Later> later = free.isEmpty() ? List.of() : later(now);
    for (int task : tasks.waitingSuspects()) {
      WorkerState best = best(task, free);
      if (best != null && !isBetterLater(task, best, later, now) && !isSafer(task, best, now)) {
        places.put(task, best);
        free.remove(best);
      }
    }
    return places;
  }

  /** A machine at work, and when it would have done a usual task after what it does. */
  private record Later(MachineRecord machine, double end) {}

  /** Returns the machines at work, the one first that would have done one first. */
  private List<Later> later(long now) {
    List<Later> later = new ArrayList<>();
    for (WorkerState worker : workers.all()) {
      boolean works = worker.usable() && !worker.full && worker.held > 0;
      double free = works ? free(worker, now) : Double.MAX_VALUE;
      if (free < Double.MAX_VALUE) {
        later.add(new Later(worker.machine, free + estimate.usual(worker.machine)));
      }
    }
    later.sort(Comparator.comparingDouble(Later::end));
    return later;
  }

  private double free(WorkerState worker, long now) {
    double free = now;
    for (AttemptState attempt : worker.attempts) {
      if (attempt.held()) {
        free = Math.max(free, end(attempt, now));
      }
    }
    return free;
  }

  /** What has not begun is taken to begin when it was assigned: who keeps it is late then. */
  private double end(AttemptState attempt, long now) {
    if (!estimate.hasGround(attempt)) {
      return Double.MAX_VALUE;
    }
    if (attempt.phase == Phase.RUNNING) {
      return estimate.end(attempt, now);
    }
    return TailEstimate.end(attempt.since + estimate.nanos(attempt), now);
  }

  /** Returns the first of those with which it was lost least. */
  private @Nullable WorkerState best(int task, List<WorkerState> free) {
    WorkerState best = null;
    for (WorkerState worker : free) {
      if (tasks.allows(task, worker.machine, workers.offeringMachines())
          && (best == null || isLostLess(task, worker.machine, best.machine))) {
        best = worker;
      }
    }
    return best;
  }

  private boolean isLostLess(int task, MachineRecord one, MachineRecord other) {
    return tasks.lossesWith(task, one) < tasks.lossesWith(task, other);
  }

  /** Whether it waits for a machine at work with which it was lost less often; not for ever. */
  private boolean isSafer(int task, WorkerState idle, long now) {
    TaskHistory history = tasks.history(task);
    double patience = Math.max(PATIENCE_NANOS, PATIENCE_TASKS * workers.meanPace());
    if (history == null
        || !Judgement.isSuspect(tasks.lossesWith(task, idle.machine))
        || now - history.retryAt() >= patience) {
      return false;
    }
    for (WorkerState other : workers.all()) {
      if (other.usable()
          && other.held > 0
          && isLostLess(task, other.machine, idle.machine)
          && tasks.allows(task, other.machine, workers.offeringMachines())) {
        return true;
      }
    }
    return false;
  }

  private boolean isBetterLater(int task, WorkerState idle, List<Later> later, long now) {
    double nanos = estimate.usual(idle.machine);
    double latest = now + nanos - Math.max(LEAST_GAIN_NANOS, LEAST_GAIN * nanos);
    for (Later other : later) {
      if (other.end >= latest) {
        return false;
      }
      if (other.machine != idle.machine
          && !isLostLess(task, idle.machine, other.machine)
          && tasks.allows(task, other.machine, workers.offeringMachines())) {
        return true;
      }
    }
    return false;
  }
}

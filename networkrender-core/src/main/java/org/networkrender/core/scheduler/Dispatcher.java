package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.scheduler.AttemptState.Phase;
import org.networkrender.core.scheduler.WorkerState.Room;

/** Gives waiting tasks to workers, and takes queued ones back where they would wait too long. */
class Dispatcher {
  private static final Comparator<WorkerState> READY_AND_FAST_FIRST =
      Comparator.<WorkerState, Boolean>comparing(worker -> worker.cold)
          .thenComparingDouble(worker -> worker.machine.guess);

  private final SchedulerSettings settings;
  private final TaskTable tasks;
  private final WorkerTable workers;
  private final SuspectPlaces suspects;
  private long nextAttempt = 1;
  private long leaseTime;
  private double horizon = Double.MAX_VALUE;

  Dispatcher(
      SchedulerSettings settings, TaskTable tasks, WorkerTable workers, SuspectPlaces suspects) {
    this.settings = settings;
    this.tasks = tasks;
    this.workers = workers;
    this.suspects = suspects;
  }

  /** Tells the time on the clock of the leases. */
  void passLeaseTime(long time) {
    leaseTime = time;
  }

  /**
   * Tells when the job could have ended, on the clock of the events: parts are to fit into that.
   */
  void horizon(double end) {
    horizon = end;
  }

  /**
   * Gives every idle slot a waiting task that it may get, and only then every queue; each time
   * those first that prefer a machine which has room.
   */
  void assignWaiting(long now, List<Effect> effects) {
    assignPreferring(workers.idle(), Room.IDLE, now, effects);
    assignUrgent(now, effects);
    WorkerState worker = tasks.anyWaiting() ? first(workers.idle()) : null;
    while (worker != null) {
      worker =
          assignNext(worker, now, effects) ? first(workers.idle()) : workers.idle().higher(worker);
    }
    assignPreferring(workers.queueRoom(), Room.QUEUE, now, effects);
    worker = tasks.anyWholeWaiting() ? first(workers.queueRoom()) : null;
    while (worker != null) {
      worker =
          queueNext(worker, now, effects)
              ? first(workers.queueRoom())
              : workers.queueRoom().higher(worker);
    }
    assignSuspects(now, effects);
  }

  /** Gives what finishes joined parts to the idle worker that will have done it first. */
  private void assignUrgent(long now, List<Effect> effects) {
    while (tasks.anyUrgentWaits() && !workers.idle().isEmpty()) {
      WorkerState worker = Collections.min(workers.idle(), READY_AND_FAST_FIRST);
      if (!given(tasks.takePlain(worker.machine), worker, now, effects)) {
        return;
      }
    }
  }

  /** Gives suspects to workers that have nothing else, after all the others. */
  private void assignSuspects(long now, List<Effect> effects) {
    suspects
        .find(now)
        .forEach(
            (task, worker) -> {
              tasks.withdraw(task);
              assign(task, worker, 0, now, effects);
            });
  }

  /** Gives tasks to the machines that they prefer; asks the fewer ones, machines or tasks. */
  private void assignPreferring(
      NavigableSet<WorkerState> roomy, Room room, long now, List<Effect> effects) {
    if (tasks.preferredMachines().isEmpty() || roomy.isEmpty()) {
      return;
    }
    Set<MachineRecord> machines = new LinkedHashSet<>();
    if (roomy.size() < tasks.preferredMachines().size()) {
      roomy.forEach(worker -> machines.add(worker.machine));
    } else {
      machines.addAll(tasks.preferredMachines());
    }
    for (MachineRecord machine : machines) {
      for (WorkerState worker : machine.links) {
        while (worker.room == room && tasks.preferredMachines().contains(machine)) {
          assign(tasks.takePreferring(machine), worker, 0, now, effects);
        }
      }
    }
  }

  /**
   * Gives a task that came back unstarted to an idle slot of another worker.
   *
   * @return whether there was one
   */
  boolean assignElsewhere(AttemptState returned, long now, List<Effect> effects) {
    WorkerState other = idleFor(returned);
    if (other == null) {
      return false;
    }
    assign(returned.task, other, returned.moves + 1, now, effects);
    return true;
  }

  /** Asks queued attempts back for the slots that are idle still, from the longest queues. */
  void revokeForIdle(List<Effect> effects) {
    WorkerState worker = workers.overfull().isEmpty() ? null : workers.overfull().last();
    while (worker != null && moreWanted()) {
      // Looked up first: asking back gives the worker a new place in the order.
      WorkerState next = workers.overfull().lower(worker);
      for (int i = worker.queue.size() - 1; i >= 0 && worker.overfull && moreWanted(); i--) {
        AttemptState attempt = worker.queue.get(i);
        if (idleFor(attempt) != null) {
          revoke(attempt, effects);
        }
      }
      worker = next;
    }
  }

  /**
   * Asks for a sign what was queued for very long, idle slot or not: an honest worker, which serves
   * another client, gives it back and gets it again.
   */
  void probe(long now, List<Effect> effects) {
    List<AttemptState> forgotten = new ArrayList<>();
    for (AttemptState attempt : workers.queuedByAge()) {
      if (now - attempt.since < settings.longestRest().toNanos()) {
        break;
      }
      forgotten.add(attempt);
    }
    forgotten.forEach(attempt -> revoke(attempt, effects));
  }

  /** Asks attempts back for idle slots that were queued for long, whatever keeps their worker. */
  void revokeOverdue(long now, List<Effect> effects) {
    List<AttemptState> overdue = new ArrayList<>();
    if (moreWanted()) {
      for (AttemptState attempt : workers.queuedByAge()) {
        long waited = now - attempt.since;
        if (waited < settings.patience().toNanos()) {
          break;
        }
        if (waited >= settings.patience().toNanos() << Math.min(attempt.moves, 10)) {
          overdue.add(attempt);
        }
      }
    }
    for (AttemptState attempt : overdue) {
      if (moreWanted() && idleFor(attempt) != null) {
        revoke(attempt, effects);
      }
    }
  }

  /** Asks back what a worker has queued beyond what it may hold, the newest first. */
  void trim(WorkerState worker, List<Effect> effects) {
    int excess = worker.held - worker.revoked - worker.capacity();
    for (int i = worker.queue.size() - 1; i >= 0 && excess > 0; i--) {
      AttemptState attempt = worker.queue.get(i);
      if (attempt.step == 0 || worker.slots == 0) {
        revoke(attempt, effects);
        excess--;
      }
    }
  }

  private boolean moreWanted() {
    return workers.idleSlots() > workers.count(Phase.REVOKED);
  }

  /**
   * Returns an idle worker that may get the task of a queued attempt of another one, or null. A
   * second attempt moves nowhere: whether it helps is asked anew. Nor does a later step of a chain.
   */
  private @Nullable WorkerState idleFor(AttemptState attempt) {
    if (tasks.hasOther(attempt) || attempt.step > 0) {
      return null;
    }
    boolean suspect = tasks.isSuspect(attempt.task);
    MachineRecord preferred = workers.idle().isEmpty() ? null : tasks.preference(attempt.task);
    if (preferred != null && !suspect) {
      for (WorkerState worker : preferred.links) {
        if (worker != attempt.worker && worker.room == Room.IDLE) {
          return worker;
        }
      }
    }
    for (WorkerState worker : workers.idle()) {
      if (worker != attempt.worker
          && (!suspect || worker.isEmpty())
          && tasks.allows(attempt.task, worker.machine, workers.offeringMachines())) {
        return worker;
      }
    }
    return null;
  }

  private boolean assignNext(WorkerState worker, long now, List<Effect> effects) {
    MachineRecord machine = worker.machine;
    int offering = workers.offeringMachines();
    if (isSpared(machine)) {
      return given(tasks.takeSpared(machine, offering), worker, now, effects);
    }
    double left = horizon - now;
    double pace = machine.guess;
    int task =
        tasks.take(machine, offering, worker.late, size -> TailAhead.UNEVEN * pace / size <= left);
    return given(task, worker, now, effects);
  }

  /** Nobody is spared what nobody else would do, and no whole task. */
  private boolean isSpared(MachineRecord machine) {
    return machine.spared
        && !tasks.anyWholeWaiting()
        && workers.all().stream()
            .anyMatch(other -> other.usable() && !other.full && !other.machine.spared);
  }

  private boolean queueNext(WorkerState worker, long now, List<Effect> effects) {
    return given(tasks.takeWhole(worker.machine, workers.offeringMachines()), worker, now, effects);
  }

  private boolean given(int task, WorkerState worker, long now, List<Effect> effects) {
    if (task == TaskTable.NONE) {
      return false;
    }
    assign(task, worker, 0, now, effects);
    return true;
  }

  /** Gives a worker that has room a task that is not among the waiting ones any more. */
  void assign(int task, WorkerState worker, int moves, long now, List<Effect> effects) {
    Chain chain = tasks.chain(task);
    AttemptState attempt =
        new AttemptState(
            nextAttempt++,
            task,
            0,
            task,
            worker,
            now,
            moves,
            tasks.isSuspect(task),
            tasks.size(task));
    attempt.goesOn = chain != null && !chain.isLast(0);
    begin(attempt, effects);
  }

  /** Gives the worker of an attempt that has ended the next step of its chain. */
  void goOn(Chain chain, AttemptState last, long now, List<Effect> effects) {
    int step = last.step + 1;
    AttemptState attempt =
        new AttemptState(
            nextAttempt++,
            last.task,
            step,
            chain.task(step),
            last.worker,
            now,
            0,
            last.suspect,
            last.parts);
    attempt.goesOn = !chain.isLast(step);
    begin(attempt, effects);
  }

  private void begin(AttemptState attempt, List<Effect> effects) {
    tasks.begin(attempt);
    workers.begin(attempt);
    effects.add(new Effect.Assign(attempt.number, attempt.rendered, attempt.worker.number));
  }

  private void revoke(AttemptState attempt, List<Effect> effects) {
    attempt.askedBackAt = leaseTime;
    workers.move(attempt, Phase.REVOKED);
    effects.add(new Effect.Revoke(attempt.number, attempt.worker.number));
  }

  private static @Nullable WorkerState first(NavigableSet<WorkerState> index) {
    return index.isEmpty() ? null : index.first();
  }
}

package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tasks of a job: which are held, which wait, which are live, which have ended. */
class TaskTable {
  /** What {@link #take} returns when nothing fits. */
  static final int NONE = -1;

  private final int all;
  private final BitSet held;
  private final BitSet ended = new BitSet();
  private final Map<Integer, List<AttemptState>> live = new HashMap<>();
  private final Map<Integer, TaskHistory> histories = new HashMap<>();
  private final WaitingTasks waiting;
  private int unfinished;

  TaskTable(int tasks, int held) {
    if (tasks < 0 || held < 0 || tasks > Integer.MAX_VALUE - held) {
      throw new IllegalArgumentException(
          "A job cannot have " + tasks + " tasks and " + held + " held ones");
    }
    this.all = tasks + held;
    this.held = new BitSet(0);
    this.held.set(tasks, all);
    this.waiting = new WaitingTasks(tasks, histories);
    this.unfinished = all;
  }

  boolean allEnded() {
    return unfinished == 0;
  }

  boolean anyWaiting() {
    return !waiting.isEmpty();
  }

  /** Returns whether a task is one of this job that has not ended. */
  boolean isOpen(int task) {
    return task >= 0 && task < all && !ended.get(task);
  }

  boolean isHeld(int task) {
    return isOpen(task) && held.get(task);
  }

  @Nullable TaskHistory history(int task) {
    return histories.get(task);
  }

  void remember(int task, TaskHistory history) {
    histories.put(task, history);
  }

  /** Returns the live attempts of a task, oldest first. */
  Collection<AttemptState> attempts(int task) {
    return List.copyOf(live.getOrDefault(task, List.of()));
  }

  /** Returns whether the task of an attempt has another live one. */
  boolean hasOther(AttemptState attempt) {
    List<AttemptState> attempts = live.getOrDefault(attempt.task, List.of());
    return attempts.size() > 1 || (attempts.size() == 1 && attempts.get(0) != attempt);
  }

  boolean hasAttemptOn(int task, MachineRecord machine) {
    for (AttemptState attempt : live.getOrDefault(task, List.of())) {
      if (attempt.worker.machine == machine) {
        return true;
      }
    }
    return false;
  }

  void begin(AttemptState attempt) {
    live.computeIfAbsent(attempt.task, key -> new ArrayList<>(1)).add(attempt);
  }

  void end(AttemptState attempt) {
    List<AttemptState> attempts = live.get(attempt.task);
    if (attempts != null) {
      attempts.remove(attempt);
      if (attempts.isEmpty()) {
        live.remove(attempt.task);
      }
    }
  }

  /** Ends a task that has no live attempt and does not wait, for good. */
  void finish(int task) {
    if (!ended.get(task)) {
      ended.set(task);
      held.clear(task);
      unfinished--;
      histories.remove(task);
      waiting.forget(task);
    }
  }

  /** Lets a held task wait, for a machine if possible. */
  void release(int task, @Nullable MachineRecord machine) {
    held.clear(task);
    if (machine != null) {
      waiting.prefer(task, machine);
    }
    waiting.add(task);
  }

  /** Takes a task out of those that wait, if it does. */
  void withdraw(int task) {
    if (waits(task)) {
      waiting.remove(task);
    }
  }

  /** Lets a task wait for another try, unless it has ended or another attempt is live. */
  void requeue(int task) {
    if (!ended.get(task) && !live.containsKey(task)) {
      waiting.add(task);
    }
  }

  /** Starts tasks in this order before others, as far as they wait; a former order is void. */
  void reorder(List<Integer> order) {
    Set<Integer> known = new LinkedHashSet<>();
    for (int task : order) {
      if (waits(task)) {
        known.add(task);
      }
    }
    waiting.reorder(known);
  }

  /**
   * Takes the task out that a machine is to do next, of those that did not fail on it: the first in
   * the order that was given; one for another try, or one that was held; a fresh one. When there is
   * none, one that failed on every usable machine.
   *
   * @param machine a usable machine
   * @param usableMachines how many usable ones there are
   * @return the task, or {@link #NONE}
   */
  int take(MachineRecord machine, int usableMachines) {
    return waiting.take(machine, usableMachines);
  }

  /** Takes a task out that waits and prefers a machine, or returns {@link #NONE}. */
  int takePreferring(MachineRecord machine) {
    return waiting.takePreferring(machine);
  }

  /** Returns the machines that waiting tasks prefer. */
  Collection<MachineRecord> preferredMachines() {
    return waiting.preferredMachines();
  }

  /** Returns where a task should go rather than elsewhere, or null. */
  @Nullable MachineRecord preference(int task) {
    return waiting.preference(task);
  }

  /**
   * Returns whether a usable machine may get a task: it did not fail there, or it did everywhere.
   */
  boolean allows(int task, MachineRecord machine, int usableMachines) {
    TaskHistory history = histories.get(task);
    return history == null
        || !history.failedOn(machine)
        || failedEverywhere(history.machines(), usableMachines);
  }

  private boolean waits(int task) {
    return isOpen(task) && !isHeld(task) && !live.containsKey(task);
  }

  /** Returns whether every usable machine is in a set. */
  static boolean failedEverywhere(Set<MachineRecord> machines, int usableMachines) {
    if (machines.size() < usableMachines) {
      return false;
    }
    int usable = 0;
    for (MachineRecord machine : machines) {
      if (machine.usable()) {
        usable++;
      }
    }
    return usable == usableMachines;
  }
}

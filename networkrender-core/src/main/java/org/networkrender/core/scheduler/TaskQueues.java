package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The tasks that wait, in all their queues, and which of them a machine gets next. */
abstract class TaskQueues {
  /** What {@link #take} returns when nothing fits. */
  static final int NONE = -1;

  final Map<Integer, TaskHistory> histories = new HashMap<>();
  final WaitingTasks waiting;
  final WaitingParts parts = new WaitingParts(histories);
  final SuspectTasks suspects = new SuspectTasks(histories);

  /** The time of the events. */
  long now = Long.MIN_VALUE;

  /**
   * Creates them.
   *
   * @param graph whose tasks wait that need nothing
   */
  TaskQueues(TaskGraph graph) {
    this.waiting = new WaitingTasks(graph.size(), graph.unready(), histories);
  }

  /** Returns into how many parts its whole was cut, or 1 for what is no part. */
  int size(int task) {
    return parts.size(task);
  }

  /** Returns how many parts wait of each size, the coarsest first. */
  Map<Integer, Integer> waitingParts() {
    return parts.counts();
  }

  /** Returns how many tasks wait that are no parts. */
  int waitingWholes() {
    return waiting.size();
  }

  /** Returns a waiting task that never failed and is wanted, or {@link #NONE}. */
  int findWaiting(IntPredicate wanted) {
    return waiting.find(wanted);
  }

  /** Returns whether a task waits, those that are suspected aside. */
  boolean anyWaiting() {
    return !waiting.isEmpty() || !parts.isEmpty();
  }

  /** Returns how many tasks wait, suspects that pause aside. */
  int waitingTasks() {
    return waiting.count() + parts.count() + suspects.waiting().size();
  }

  boolean anyWholeWaiting() {
    return !waiting.isEmpty();
  }

  /** Returns whether a task waits that goes before all others: it finishes joined parts. */
  boolean anyUrgentWaits() {
    return waiting.anyUrgent();
  }

  /** Returns whether a part waits that never failed anywhere. */
  boolean anyPlainPartWaits() {
    return parts.anyPlain();
  }

  /** Returns whether a task waits that a machine may get, once it is usable, suspects aside. */
  boolean anyUnsuspectedFor(MachineRecord machine, int offering) {
    return waiting.anyFor(machine, offering) || parts.anyFor(machine, offering);
  }

  /** Returns whether a task waits that a machine may get, once it is usable. */
  boolean anyFor(MachineRecord machine, int offering) {
    return anyUnsuspectedFor(machine, offering)
        || suspects.waiting().stream().anyMatch(task -> allows(task, machine, offering));
  }

  /** Returns the waiting tasks, suspects too, that each of some machines has refused. */
  List<Integer> refusedByAll(Collection<MachineRecord> machines) {
    List<Integer> refused =
        new ArrayList<>(waiting.where(shunned -> shunned.refused().containsAll(machines)));
    refused.addAll(parts.where(shunned -> shunned.refused().containsAll(machines)));
    for (int task : suspects.waiting()) {
      TaskHistory history = histories.get(task);
      if (history != null && history.shunned().refused().containsAll(machines)) {
        refused.add(task);
      }
    }
    return refused;
  }

  @Nullable TaskHistory history(int task) {
    return histories.get(task);
  }

  /** Returns whether a task is suspected of killing its workers. */
  boolean isSuspect(int task) {
    TaskHistory history = histories.get(task);
    return history != null && history.suspect();
  }

  /** Returns how often a task was lost with a machine. */
  int lossesWith(int task, MachineRecord machine) {
    TaskHistory history = histories.get(task);
    return history == null ? 0 : history.lossesWith(machine);
  }

  /** Returns the suspects that do not pause, the one that was lost least first. */
  List<Integer> waitingSuspects() {
    return List.copyOf(suspects.waiting());
  }

  boolean anySuspectWaits() {
    return !suspects.waiting().isEmpty();
  }

  /**
   * Takes the task out that a machine is to do next, of those that did not fail on it: the first in
   * the order that was given; one for another try, or one that was held; a fresh one. Before all
   * these or after them, a part. When there is none, one that failed on every machine that is
   * there.
   *
   * @param machine a usable machine
   * @param offering how many machines offer slots
   * @param partsFirst whether it gets a part first
   * @param fits of which size parts suit it
   * @return the task, or {@link #NONE}
   */
  int take(MachineRecord machine, int offering, boolean partsFirst, IntPredicate fits) {
    boolean later = partsFirst && !waiting.anyUrgent();
    int task = later ? parts.take(machine, fits) : takePlain(machine);
    if (task == NONE) {
      task = later ? takePlain(machine) : parts.take(machine, fits);
    }
    if (task == NONE) {
      task = waiting.takeLastResort(machine, offering);
    }
    return task == NONE ? parts.takeLastResort(machine, offering) : task;
  }

  /** Does the same for a spared machine while no whole task waits: no part that never failed. */
  int takeSpared(MachineRecord machine, int offering) {
    int task = parts.takeTried(machine);
    return task == NONE ? parts.takeLastResort(machine, offering) : task;
  }

  /** Does the same for a queue, in which no parts wait. */
  int takeWhole(MachineRecord machine, int offering) {
    int task = takePlain(machine);
    return task == NONE && parts.isEmpty() ? waiting.takeLastResort(machine, offering) : task;
  }

  /** Takes the next task out that is no part and did not fail on a machine. */
  int takePlain(MachineRecord machine) {
    return waiting.take(machine);
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
   * Returns whether a usable machine may get a task: it neither failed nor was refused there; or it
   * was by every machine that is there, and the pause is over after which it may be tried where it
   * failed. A machine that rests is there too: it is asked, when its rest is over, before another
   * is asked again.
   */
  boolean allows(int task, MachineRecord machine, int offering) {
    TaskHistory history = histories.get(task);
    if (history == null) {
      return true;
    }
    Shunned shunned = history.shunned();
    return !shunned.contains(machine)
        || (!shunned.refused().contains(machine)
            && history.retryAt() <= now
            && shunned.everyOneOf(offering));
  }
}

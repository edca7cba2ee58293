package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a job: which wait, which are live, which have ended.
 *
 * <p>Tasks that were never tried are a mere number, the next one, so a fresh task costs one bit.
 * Tasks that wait for another try lie in queues by the set of machines on which they failed (nearly
 * always none, or one): the question "what can this machine do" is then asked once a set, and not
 * once a task. Within a queue those with fewer failures go first, then the lower number. So a
 * machine that fails at everything goes through all tasks before it burns the second try of one.
 */
class TaskTable {
  /** What {@link #take} returns when nothing fits. */
  static final int NONE = -1;

  private final int tasks;
  private final BitSet ended = new BitSet();
  private final Map<Integer, List<AttemptState>> live = new HashMap<>();
  private final Map<Integer, TaskHistory> histories = new HashMap<>();
  private final Map<Set<MachineRecord>, PriorityQueue<Long>> retries = new LinkedHashMap<>();
  private int nextFresh;
  private int unfinished;

  TaskTable(int tasks) {
    if (tasks < 0) {
      throw new IllegalArgumentException("A job cannot have " + tasks + " tasks");
    }
    this.tasks = tasks;
    this.unfinished = tasks;
  }

  boolean allEnded() {
    return unfinished == 0;
  }

  boolean anyWaiting() {
    return nextFresh < tasks || !retries.isEmpty();
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

  /** Ends a task that has no live attempt, for good. */
  void finish(int task) {
    if (!ended.get(task)) {
      ended.set(task);
      unfinished--;
      histories.remove(task);
    }
  }

  /** Lets a task wait for another try, unless it has ended or another attempt is live. */
  void requeue(int task) {
    if (ended.get(task) || live.containsKey(task)) {
      return;
    }
    TaskHistory history = histories.get(task);
    Set<MachineRecord> machines = history == null ? Set.of() : history.machines();
    long failures = history == null ? 0 : history.failures();
    retries.computeIfAbsent(machines, key -> new PriorityQueue<>()).add(failures << 32 | task);
  }

  /**
   * Takes the task out that a machine is to do next: one for another try that did not fail on it,
   * then a fresh one, then one that failed on every usable machine.
   *
   * @param machine a usable machine
   * @param usableMachines how many usable ones there are
   * @return the task, or {@link #NONE}
   */
  int take(MachineRecord machine, int usableMachines) {
    PriorityQueue<Long> lastResort = null;
    Set<MachineRecord> lastResortKey = Set.of();
    for (Map.Entry<Set<MachineRecord>, PriorityQueue<Long>> entry : retries.entrySet()) {
      if (!entry.getKey().contains(machine)) {
        return poll(entry.getKey(), entry.getValue());
      }
      if (lastResort == null && failedEverywhere(entry.getKey(), usableMachines)) {
        lastResort = entry.getValue();
        lastResortKey = entry.getKey();
      }
    }
    if (nextFresh < tasks) {
      return nextFresh++;
    }
    return lastResort == null ? NONE : poll(lastResortKey, lastResort);
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

  private int poll(Set<MachineRecord> machines, PriorityQueue<Long> queue) {
    Long key = queue.remove();
    if (queue.isEmpty()) {
      retries.remove(machines);
    }
    return (int) (key & Integer.MAX_VALUE);
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

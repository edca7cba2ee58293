package org.networkrender.core.scheduler;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where tasks are to go if possible, and the keys of those among them that wait. */
final class Preferences {
  private final Map<Integer, TaskHistory> histories;

  /** Of each task that is to go somewhere, until it ends. */
  private final Map<Integer, MachineRecord> preferences = new HashMap<>();

  /** The keys of the waiting ones of those, while the machine has not failed at them. */
  private final Map<MachineRecord, NavigableSet<Long>> preferring = new LinkedHashMap<>();

  /**
   * Creates it.
   *
   * @param histories the failures of all tasks
   */
  Preferences(Map<Integer, TaskHistory> histories) {
    this.histories = histories;
  }

  void prefer(int task, MachineRecord machine) {
    preferences.put(task, machine);
  }

  void forget(int task) {
    preferences.remove(task);
  }

  /** Returns where a task should go rather than elsewhere, or null. */
  @Nullable MachineRecord of(int task) {
    MachineRecord machine = preferences.isEmpty() ? null : preferences.get(task);
    TaskHistory history = machine == null ? null : histories.get(task);
    return machine == null || (history != null && history.shunned().contains(machine))
        ? null
        : machine;
  }

  /** Takes note of a task that waits. */
  void add(int task, long key) {
    MachineRecord machine = of(task);
    if (machine != null) {
      preferring.computeIfAbsent(machine, wanted -> new TreeSet<>()).add(key);
    }
  }

  /** Takes note of a task that waits no more. */
  void remove(int task, long key) {
    MachineRecord machine = of(task);
    NavigableSet<Long> keys = machine == null ? null : preferring.get(machine);
    if (machine != null && keys != null && keys.remove(key) && keys.isEmpty()) {
      preferring.remove(machine);
    }
  }

  /** Forgets which tasks wait. */
  void clear() {
    preferring.clear();
  }

  /** Returns the machines that waiting tasks prefer. */
  Collection<MachineRecord> machines() {
    return preferring.keySet();
  }

  /** Returns the lowest key of a waiting task that prefers a machine, or null. */
  @Nullable Long first(MachineRecord machine) {
    NavigableSet<Long> keys = preferring.get(machine);
    return keys == null ? null : keys.first();
  }
}

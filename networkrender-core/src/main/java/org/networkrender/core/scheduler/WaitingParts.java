package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parts of cut tasks that wait, by their size: into how many the task was cut. */
final class WaitingParts {
  private final Map<Integer, TaskHistory> histories;

  /** The coarsest first. */
  private final TreeMap<Integer, WaitingTasks> bySize = new TreeMap<>();

  /** Those that were taken back from a machine, which gets them again only as the last ones. */
  private final Map<MachineRecord, WaitingTasks> back = new LinkedHashMap<>();

  /** The size of each part that has not ended. */
  private final Map<Integer, Integer> sizes = new HashMap<>();

  /** From which machine a part was taken back. */
  private final Map<Integer, MachineRecord> takenFrom = new HashMap<>();

  private long now = Long.MIN_VALUE;

  WaitingParts(Map<Integer, TaskHistory> histories) {
    this.histories = histories;
  }

  /** Lets the parts of a task wait. */
  void cut(int first, int parts) {
    for (int part = first; part < first + parts; part++) {
      sizes.put(part, parts);
      add(part);
    }
  }

  /** Returns whether a task is a part that has not ended. */
  boolean contains(int task) {
    return sizes.containsKey(task);
  }

  /** Returns into how many parts its whole was cut, or 1 for what is no part. */
  int size(int task) {
    return sizes.getOrDefault(task, 1);
  }

  /** Notes that a part, which does not wait, is better done elsewhere. */
  void takeFrom(int part, MachineRecord machine) {
    takenFrom.put(part, machine);
  }

  void add(int part) {
    MachineRecord from = takenFrom.get(part);
    WaitingTasks waiting =
        from == null
            ? bySize.computeIfAbsent(size(part), size -> new WaitingTasks(histories))
            : back.computeIfAbsent(from, machine -> new WaitingTasks(histories));
    waiting.passTime(now);
    waiting.add(part);
  }

  void remove(int part) {
    WaitingTasks waiting = of(part);
    if (waiting == null) {
      throw new IllegalStateException("part " + part + " does not wait");
    }
    waiting.remove(part);
    forgetEmpty();
  }

  /** Forgets a part that has ended. */
  void forget(int part) {
    sizes.remove(part);
    takenFrom.remove(part);
  }

  void passTime(long time) {
    now = time;
    all().forEach(waiting -> waiting.passTime(time));
  }

  void makeReady(int part) {
    WaitingTasks waiting = of(part);
    if (waiting != null) {
      waiting.makeReady(part);
    }
  }

  boolean isEmpty() {
    return bySize.isEmpty() && back.isEmpty();
  }

  /** Returns how many wait. */
  int count() {
    return all().mapToInt(WaitingTasks::count).sum();
  }

  /** Returns how many wait of each size, the coarsest first. */
  Map<Integer, Integer> counts() {
    Map<Integer, Integer> counts = new TreeMap<>();
    bySize.forEach((size, waiting) -> counts.put(size, waiting.size()));
    back.values()
        .forEach(
            waiting ->
                waiting
                    .where(any -> true)
                    .forEach(part -> counts.merge(size(part), 1, Integer::sum)));
    return counts;
  }

  /** Returns whether a part waits that a machine may get, once it is usable. */
  boolean anyFor(MachineRecord machine, int offering) {
    return all().anyMatch(waiting -> waiting.anyFor(machine, offering));
  }

  /** Returns the waiting parts whose machines fulfil a condition. */
  List<Integer> where(Predicate<Shunned> condition) {
    List<Integer> found = new ArrayList<>();
    all().forEach(waiting -> found.addAll(waiting.where(condition)));
    return found;
  }

  /**
   * Takes a part out that did not fail on a machine: one that was taken back from another; the
   * coarsest of those that fit; the finest; one that was taken back from it.
   */
  int take(MachineRecord machine, IntPredicate fits) {
    int task = takeBack(machine, fits);
    if (task == TaskTable.NONE) {
      task = takeFitting(machine, fits);
    }
    if (task == TaskTable.NONE) {
      Stream<WaitingTasks> finestFirst = bySize.descendingMap().values().stream();
      task = first(Stream.concat(finestFirst, back.values().stream()), each -> each.take(machine));
    }
    forgetEmpty();
    return task;
  }

  /** Takes a part out that failed on other machines, and not on this one. */
  int takeTried(MachineRecord machine) {
    return first(all(), waiting -> waiting.takeTried(machine));
  }

  /** Returns whether one waits that never failed anywhere. */
  boolean anyPlain() {
    return all().anyMatch(WaitingTasks::anyPlain);
  }

  private int takeBack(MachineRecord machine, IntPredicate fits) {
    for (Map.Entry<MachineRecord, WaitingTasks> entry : back.entrySet()) {
      if (entry.getKey() != machine) {
        int task = entry.getValue().find(part -> fits.test(size(part) / 2));
        if (task != TaskTable.NONE) {
          entry.getValue().remove(task);
          return task;
        }
      }
    }
    return TaskTable.NONE;
  }

  private int takeFitting(MachineRecord machine, IntPredicate fits) {
    for (Map.Entry<Integer, WaitingTasks> entry : bySize.entrySet()) {
      int task = fits.test(entry.getKey()) ? entry.getValue().take(machine) : TaskTable.NONE;
      if (task != TaskTable.NONE) {
        return task;
      }
    }
    return TaskTable.NONE;
  }

  /** Takes a part out that failed on every machine that is there, and may be tried again. */
  int takeLastResort(MachineRecord machine, int offering) {
    return first(all(), waiting -> waiting.takeLastResort(machine, offering));
  }

  /** Takes a part out of the first of them that gives one. */
  private int first(Stream<WaitingTasks> all, ToIntFunction<WaitingTasks> take) {
    for (WaitingTasks waiting : all.toList()) {
      int task = take.applyAsInt(waiting);
      if (task != TaskTable.NONE) {
        forgetEmpty();
        return task;
      }
    }
    return TaskTable.NONE;
  }

  private Stream<WaitingTasks> all() {
    return Stream.concat(bySize.values().stream(), back.values().stream());
  }

  private @Nullable WaitingTasks of(int part) {
    MachineRecord from = takenFrom.get(part);
    return from == null ? bySize.get(size(part)) : back.get(from);
  }

  private void forgetEmpty() {
    bySize.values().removeIf(WaitingTasks::isEmpty);
    back.values().removeIf(WaitingTasks::isEmpty);
  }
}

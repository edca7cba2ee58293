package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that wait, and which of them is next.
 *
 * <p>Tasks that were never tried are a mere number, the next one, so a fresh task costs one bit at
 * most. Tasks that wait for another try, that were held, or that an order names lie in queues by
 * the set of machines on which they failed (nearly always none, or one): the question "what can
 * this machine do" is then asked once a set, and not once a task. Within a queue those that the
 * order names go first, then those with fewer failures, then the lower number. So a machine that
 * fails at everything goes through all tasks before it burns the second try of one.
 */
final class WaitingTasks {
  /** How many fresh tasks are asked for a wanted one. */
  private static final int MOST_LOOKED_AT = 64;

  /** Those below this are fresh from the start, but for some. */
  private final int fresh;

  private final Map<Integer, TaskHistory> histories;

  /** The tasks from {@link #nextFresh} on that are not fresh, or not any more. */
  private final BitSet outOfTurn;

  /** Those that did not wait from the start. */
  private final BitSet later;

  private final Map<Shunned, TaskQueue> queues = new LinkedHashMap<>();

  private final TaskKeys keys;
  private final Preferences preferences;

  private int nextFresh;
  private int size;
  private long now = Long.MIN_VALUE;

  /** Creates it without any. */
  WaitingTasks(Map<Integer, TaskHistory> histories) {
    this(0, new BitSet(0), histories);
  }

  /**
   * Creates it.
   *
   * @param all how many tasks there are, numbered from 0
   * @param blocked those of them that do not wait from the start
   * @param histories the failures of all tasks; those of a waiting task must not change
   */
  WaitingTasks(int all, BitSet blocked, Map<Integer, TaskHistory> histories) {
    this.fresh = blocked.previousClearBit(all - 1) + 1;
    this.later = blocked.get(0, fresh);
    this.outOfTurn = (BitSet) later.clone();
    this.nextFresh = outOfTurn.nextClearBit(0);
    this.size = fresh - later.cardinality();
    this.histories = histories;
    this.keys = new TaskKeys(histories);
    this.preferences = new Preferences(histories);
  }

  boolean isEmpty() {
    return nextFresh >= fresh && queues.isEmpty();
  }

  /** Returns how many there are, urgent ones aside. */
  int size() {
    return size - keys.urgent();
  }

  /** Returns how many there are, urgent ones too. */
  int count() {
    return size;
  }

  /** Lets a task wait before all others. */
  void addUrgent(int task) {
    keys.urge(task);
    add(task);
  }

  boolean anyUrgent() {
    return keys.anyUrgent();
  }

  /** Returns the next task that never failed if it is wanted, else a fresh one, or none. */
  int find(IntPredicate wanted) {
    TaskQueue plain = queues.get(Shunned.NOBODY);
    if (plain != null && wanted.test(TaskKeys.task(plain.first()))) {
      return TaskKeys.task(plain.first());
    }
    int task = nextFresh;
    for (int i = 0; i < MOST_LOOKED_AT && task < fresh; i++) {
      if (wanted.test(task)) {
        return task;
      }
      task = outOfTurn.nextClearBit(task + 1);
    }
    return TaskTable.NONE;
  }

  /** Lets a task wait that was live or held. */
  void add(int task) {
    size++;
    long key = keys.of(task);
    TaskHistory history = histories.get(task);
    TaskQueue queue = queues.computeIfAbsent(shunned(task), shunned -> new TaskQueue());
    queue.add(key);
    if (history != null && history.retryAt() <= now) {
      queue.makeReady(key);
    }
    preferences.add(task, key);
  }

  /** Tells the time, on the clock of the events. */
  void passTime(long time) {
    now = time;
  }

  /** A task that waits, not a fresh one, may be tried again where it failed. */
  void makeReady(int task) {
    TaskQueue queue = queues.get(shunned(task));
    if (queue != null) {
      queue.makeReady(keys.of(task));
    }
  }

  /** Returns whether a task waits that a machine may get, once it is usable. */
  boolean anyFor(MachineRecord machine, int offering) {
    if (nextFresh < fresh) {
      return true;
    }
    for (Map.Entry<Shunned, TaskQueue> entry : queues.entrySet()) {
      Shunned shunned = entry.getKey();
      if (!shunned.contains(machine)
          || (entry.getValue().hasReady()
              && !shunned.refused().contains(machine)
              && shunned.everyOneOf(offering))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the waiting tasks whose machines fulfil a condition. */
  List<Integer> where(Predicate<Shunned> condition) {
    List<Integer> found = new ArrayList<>();
    for (Map.Entry<Shunned, TaskQueue> entry : queues.entrySet()) {
      if (condition.test(entry.getKey())) {
        entry.getValue().forEach(key -> found.add(TaskKeys.task(key)));
      }
    }
    return found;
  }

  /** Takes a waiting task out, whatever its turn. */
  void remove(int task) {
    if (isFresh(task)) {
      outOfTurn.set(task);
      nextFresh = outOfTurn.nextClearBit(nextFresh);
      size--;
      return;
    }
    Shunned shunned = shunned(task);
    TaskQueue queue = queues.get(shunned);
    if (queue == null) {
      throw new IllegalStateException("task " + task + " does not wait");
    }
    queue.remove(keys.of(task));
    removed(shunned, queue, task);
  }

  /** Forgets what was wished for a task that has ended. */
  void forget(int task) {
    keys.forget(task);
    preferences.forget(task);
  }

  void prefer(int task, MachineRecord machine) {
    preferences.prefer(task, machine);
  }

  /** Returns where a task should go rather than elsewhere, or null. */
  @Nullable MachineRecord preference(int task) {
    return preferences.of(task);
  }

  /** Returns the machines that waiting tasks prefer. */
  Collection<MachineRecord> preferredMachines() {
    return preferences.machines();
  }

  /** Takes the next of the tasks out that prefer a machine, or {@link TaskTable#NONE}. */
  int takePreferring(MachineRecord machine) {
    Long key = preferences.first(machine);
    if (key == null) {
      return TaskTable.NONE;
    }
    int task = TaskKeys.task(key);
    remove(task);
    return task;
  }

  /** Takes the next task out that did not fail on a machine: see {@link TaskTable#take}. */
  int take(MachineRecord machine) {
    TaskQueue best = null;
    Shunned bestKey = Shunned.NOBODY;
    for (Map.Entry<Shunned, TaskQueue> entry : queues.entrySet()) {
      Shunned shunned = entry.getKey();
      TaskQueue queue = entry.getValue();
      if (!shunned.contains(machine)) {
        if (best == null || queue.first() < best.first()) {
          best = queue;
          bestKey = shunned;
        }
        if (keys.arePlain()) {
          break;
        }
      }
    }
    if (best != null) {
      return removed(bestKey, best, TaskKeys.task(best.takeFirst()));
    }
    if (nextFresh < fresh) {
      int task = nextFresh;
      nextFresh = outOfTurn.nextClearBit(task + 1);
      size--;
      return task;
    }
    return TaskTable.NONE;
  }

  /** Returns whether one never failed on any machine. */
  boolean anyPlain() {
    return nextFresh < fresh || queues.containsKey(Shunned.NOBODY);
  }

  /** Takes the next task out that failed on other machines, and not on this one. */
  int takeTried(MachineRecord machine) {
    for (Map.Entry<Shunned, TaskQueue> entry : queues.entrySet()) {
      Shunned shunned = entry.getKey();
      if (!shunned.equals(Shunned.NOBODY) && !shunned.contains(machine)) {
        return removed(shunned, entry.getValue(), TaskKeys.task(entry.getValue().takeFirst()));
      }
    }
    return TaskTable.NONE;
  }

  /** Takes a task out that failed on every machine that is there, and may be tried again. */
  int takeLastResort(MachineRecord machine, int offering) {
    for (Map.Entry<Shunned, TaskQueue> entry : queues.entrySet()) {
      Shunned shunned = entry.getKey();
      TaskQueue queue = entry.getValue();
      if (shunned.contains(machine)
          && queue.hasReady()
          && !shunned.refused().contains(machine)
          && shunned.everyOneOf(offering)) {
        return removed(shunned, queue, TaskKeys.task(queue.takeReady()));
      }
    }
    return TaskTable.NONE;
  }

  /**
   * Gives waiting tasks a new order; a former one is void.
   *
   * @param order waiting tasks, each once
   */
  void reorder(Collection<Integer> order) {
    int all = size;
    List<Integer> queued = new ArrayList<>();
    queues.values().forEach(queue -> queue.forEach(key -> queued.add(TaskKeys.task(key))));
    queues.clear();
    preferences.clear();
    Set<Integer> formerlyNamed = keys.reorder(order);
    for (int task : order) {
      if (isFresh(task)) {
        queued.add(task);
      }
    }
    // What only the former order took out of its turn gets that back.
    outOfTurn.set(0, nextFresh);
    for (int task : queued) {
      boolean turned = task < fresh && !histories.containsKey(task) && !later.get(task);
      if (!keys.isNamed(task) && formerlyNamed.contains(task) && turned) {
        outOfTurn.clear(task);
      } else {
        if (task < fresh) {
          outOfTurn.set(task);
        }
        add(task);
      }
    }
    nextFresh = outOfTurn.nextClearBit(0);
    size = all;
  }

  private boolean isFresh(int task) {
    return task >= nextFresh && task < fresh && !outOfTurn.get(task);
  }

  private int removed(Shunned shunned, TaskQueue queue, int task) {
    size--;
    if (queue.isEmpty()) {
      queues.remove(shunned);
    }
    preferences.remove(task, keys.of(task));
    keys.begun(task);
    return task;
  }

  private Shunned shunned(int task) {
    TaskHistory history = histories.get(task);
    return history == null ? Shunned.NOBODY : history.shunned();
  }
}

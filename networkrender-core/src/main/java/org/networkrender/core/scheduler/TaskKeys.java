package org.networkrender.core.scheduler;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * In which order waiting tasks are begun, as one number each: urgent ones first, then those that an
 * order names, then those with fewer failures, then the lower number.
 */
final class TaskKeys {
  /** Set in the keys of tasks that the order does not name: they come after all that it names. */
  private static final long UNRANKED = 1L << 62;

  private static final int MOST_FAILURES = (1 << 30) - 1;

  private final Map<Integer, TaskHistory> histories;

  /** The place in the order of each task that it names, until that ends. */
  private final Map<Integer, Integer> ranks = new HashMap<>();

  /** Those that go before all others, while they wait. */
  private final BitSet urgent = new BitSet(0);

  TaskKeys(Map<Integer, TaskHistory> histories) {
    this.histories = histories;
  }

  /** Returns the key of a task as it is now. */
  long of(int task) {
    if (urgent.get(task)) {
      return Long.MIN_VALUE | task;
    }
    Integer rank = ranks.isEmpty() ? null : ranks.get(task);
    if (rank != null) {
      return (long) rank << 32 | task;
    }
    TaskHistory history = histories.get(task);
    long failures = history == null ? 0 : Math.min(history.failures(), MOST_FAILURES);
    return UNRANKED | failures << 32 | task;
  }

  /** Returns the task of a key. */
  static int task(long key) {
    return (int) (key & Integer.MAX_VALUE);
  }

  /** A task goes before all others while it waits. */
  void urge(int task) {
    urgent.set(task);
  }

  /** A task does not wait any more. */
  void begun(int task) {
    urgent.clear(task);
  }

  /** Returns how many urgent tasks wait. */
  int urgent() {
    return urgent.cardinality();
  }

  /** Returns whether an urgent task waits. */
  boolean anyUrgent() {
    return !urgent.isEmpty();
  }

  /** Returns whether failures and numbers alone decide. */
  boolean arePlain() {
    return ranks.isEmpty() && urgent.isEmpty();
  }

  /** Names tasks in a new order; returns those that the former one named, which is void. */
  Set<Integer> reorder(Collection<Integer> order) {
    Set<Integer> former = new HashSet<>(ranks.keySet());
    ranks.clear();
    order.forEach(task -> ranks.put(task, ranks.size()));
    return former;
  }

  /** Returns whether the order names a task. */
  boolean isNamed(int task) {
    return ranks.containsKey(task);
  }

  /** Forgets what was wished for a task that has ended. */
  void forget(int task) {
    ranks.remove(task);
  }
}

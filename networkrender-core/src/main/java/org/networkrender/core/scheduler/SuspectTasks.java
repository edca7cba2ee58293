package org.networkrender.core.scheduler;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tasks that are suspected of killing their workers, while they are not being rendered: they pause,
 * and wait then until there is nothing else to do for a worker that renders nothing else.
 */
final class SuspectTasks {
  private final Map<Integer, TaskHistory> histories;
  private final Set<Integer> pausing = new HashSet<>();
  private final NavigableSet<Integer> waiting;

  /**
   * Creates it.
   *
   * @param histories the failures of all tasks; those of a task that is in here must not change
   */
  SuspectTasks(Map<Integer, TaskHistory> histories) {
    this.histories = histories;
    this.waiting =
        new TreeSet<>(
            Comparator.<Integer>comparingInt(this::losses)
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Takes in a task, which waits at once or after its pause. */
  void add(int task, boolean pauses) {
    (pauses ? pausing : waiting).add(task);
  }

  /** Ends the pause of a task, if it has one here. */
  void endPause(int task) {
    if (pausing.remove(task)) {
      waiting.add(task);
    }
  }

  /** Forgets a task, if it is in here, and returns whether it was. */
  boolean remove(int task) {
    return pausing.remove(task) || waiting.remove(task);
  }

  /** Returns those that wait, the one that was lost least first. */
  NavigableSet<Integer> waiting() {
    return waiting;
  }

  private int losses(int task) {
    TaskHistory history = histories.get(task);
    return history == null ? 0 : history.losses();
  }
}

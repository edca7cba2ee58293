package org.networkrender.core.scheduler;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Tasks that pause, by the moment when their pause ends. */
final class Pauses {
  private record Pause(long until, int task) {}

  private final PriorityQueue<Pause> pauses =
      new PriorityQueue<>(Comparator.comparingLong(Pause::until).thenComparingInt(Pause::task));

  void add(int task, long until) {
    pauses.add(new Pause(until, task));
  }

  /** Takes out a task whose pause is over, or returns {@link TaskTable#NONE}. */
  int takeOver(long now) {
    Pause first = pauses.peek();
    if (first == null || first.until > now) {
      return TaskTable.NONE;
    }
    pauses.remove();
    return first.task;
  }
}

package org.networkrender.core.scheduler.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time: what is to happen when. What is due at the same time happens in order of entry. */
public final class Agenda {
  private record Entry(long time, long order, Runnable action) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparingLong(Entry::time).thenComparingLong(Entry::order));
  private long now;
  private long order;

  public long now() {
    return now;
  }

  public void at(long time, Runnable action) {
    entries.add(new Entry(Math.max(time, now), order++, action));
  }

  public void in(long delay, Runnable action) {
    at(now + delay, action);
  }

  /** Does the next thing; returns false when nothing is left. */
  public boolean step() {
    Entry entry = entries.poll();
    if (entry == null) {
      return false;
    }
    now = entry.time;
    entry.action.run();
    return true;
  }
}

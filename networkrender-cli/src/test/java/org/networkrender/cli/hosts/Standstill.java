package org.networkrender.cli.hosts;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Measures for how long this machine let a thread wait that wanted to run. */
final class Standstill implements AutoCloseable {
  private static final long NAP = TimeUnit.MILLISECONDS.toNanos(10);

  private final List<Pause> pauses = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::measure, "standstill");
  private volatile boolean closed;

  private record Pause(long from, long to) {
    long within(long start, long end) {
      return Math.max(0, Math.min(to, end) - Math.max(from, start));
    }
  }

  Standstill() {
    thread.setDaemon(true);
    thread.start();
  }

  private void measure() {
    long before = System.nanoTime();
    while (!closed) {
      LockSupport.parkNanos(NAP);
      long now = System.nanoTime();
      if (now - before > 2 * NAP) {
        pauses.add(new Pause(before + 2 * NAP, now));
      }
      before = now;
    }
  }

  /** Returns the sum between two moments of {@link System#nanoTime}, in nanoseconds. */
  long between(long start, long end) {
    return pauses.stream().mapToLong(pause -> pause.within(start, end)).sum();
  }

  @Override
  public void close() {
    closed = true;
  }
}

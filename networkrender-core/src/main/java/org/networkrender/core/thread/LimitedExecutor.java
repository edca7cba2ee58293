package org.networkrender.core.thread;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a few threads of many, however much there is to do: the rest waits in its order, and costs
 * no thread. May be used from any thread.
 */
public final class LimitedExecutor implements Executor {
  private static final Logger log = LoggerFactory.getLogger(LimitedExecutor.class);

  private final Executor threads;
  private final int most;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int running;

  /**
   * Begins with nothing to do.
   *
   * @param threads where work is done
   * @param most how many threads it takes at a time
   */
  public LimitedExecutor(Executor threads, int most) {
    this.threads = threads;
    this.most = most;
  }

  /**
   * Does something when a thread is free.
   *
   * @throws java.util.concurrent.RejectedExecutionException if there are no threads any more
   * @throws OutOfMemoryError if this machine has no thread for it, and none of these works
   */
  @Override
  public void execute(Runnable work) {
    synchronized (this) {
      waiting.add(work);
      if (running == most) {
        return;
      }
      running++;
    }
    try {
      threads.execute(this::workOn);
    } catch (RuntimeException | Error e) {
      if (isLeft(work)) {
        throw e;
      }
    }
  }

  /** One thread less than hoped for: whether nobody else comes to the work. */
  private synchronized boolean isLeft(Runnable work) {
    running--;
    return running == 0 && waiting.removeLastOccurrence(work);
  }

  private void workOn() {
    for (Runnable next = next(); next != null; next = next()) {
      try {
        next.run();
      } catch (RuntimeException | Error e) {
        log.error("a defect in work beside the farm's thread", e);
      }
    }
  }

  private synchronized @Nullable Runnable next() {
    Runnable next = waiting.poll();
    if (next == null) {
      running--;
    }
    return next;
  }
}

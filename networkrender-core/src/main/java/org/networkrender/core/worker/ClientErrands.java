package org.networkrender.core.worker;

import com.google.common.util.concurrent.MoreExecutors;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * What is done for one client beside its connection's own thread, because it may take long. A
 * client asks for it as fast as it can send, so the threads that it gets are counted. All methods
 * may be called from any thread, and none waits.
 */
final class ClientErrands {
  /** So many jobs are prepared at a time: as many as a connection has transfers open. */
  static final int MOST_PREPARED = 16;

  /** So many closed jobs may be about to end. */
  static final int MOST_CLOSING = 64;

  /** So many removals of files may wait. */
  static final int MOST_TIDIED = 4096;

  private final Executor executor;
  private final Executor inOrder;
  private final Deque<FutureTask<Void>> waiting = new ArrayDeque<>();
  private int preparing;
  private int closing;
  private int tidying;

  /**
   * Begins with nothing.
   *
   * @param executor runs what may block, each on another thread; drops it after the worker's end
   */
  ClientErrands(Executor executor) {
    this.executor = executor;
    this.inOrder = MoreExecutors.newSequentialExecutor(executor);
  }

  /**
   * Prepares a job, when there is a turn for it.
   *
   * @return stops that: what has begun is interrupted and keeps its place until it has ended, what
   *     has not begun never does
   */
  Runnable prepare(Runnable preparation) {
    FutureTask<Void> task = new FutureTask<>(preparation, null);
    synchronized (this) {
      waiting.add(task);
    }
    beginNext();
    return () -> stop(task);
  }

  private void beginNext() {
    FutureTask<Void> next = next();
    if (next != null) {
      executor.execute(
          () -> {
            next.run();
            prepared();
            beginNext();
          });
    }
  }

  private synchronized @Nullable FutureTask<Void> next() {
    FutureTask<Void> next = preparing < MOST_PREPARED ? waiting.poll() : null;
    if (next != null) {
      preparing++;
    }
    return next;
  }

  private synchronized void prepared() {
    preparing--;
  }

  private void stop(FutureTask<Void> task) {
    synchronized (this) {
      waiting.remove(task);
    }
    task.cancel(true);
  }

  /** Returns how many preparations wait for their turn. */
  synchronized int waiting() {
    return waiting.size();
  }

  /** Ends a job that was closed. Nothing waits for another here: each may be slow to end. */
  void close(Runnable end) {
    synchronized (this) {
      closing++;
    }
    executor.execute(
        () -> {
          try {
            end.run();
          } finally {
            closed();
          }
        });
  }

  private synchronized void closed() {
    closing--;
  }

  /** Returns whether so many closed jobs have not ended yet that no other may begin. */
  synchronized boolean isBehind() {
    return closing >= MOST_CLOSING;
  }

  /** Removes files, one after the other; false, and nothing is done, if too much waits for that. */
  boolean tidy(Runnable removal) {
    synchronized (this) {
      if (tidying >= MOST_TIDIED) {
        return false;
      }
      tidying++;
    }
    inOrder.execute(
        () -> {
          try {
            removal.run();
          } finally {
            tidied();
          }
        });
    return true;
  }

  private synchronized void tidied() {
    tidying--;
  }
}

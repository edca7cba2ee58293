package org.networkrender.core.assets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Does something with many files, several at once: the calling thread, and others as far as there
 * are free ones. All uses of one object share its bound. May be used by several threads.
 */
public final class Lanes {
  private final Executor executor;
  private final int most;
  private final Semaphore free;

  /**
   * Makes lanes.
   *
   * @param executor runs what is done beside the calling thread; may refuse to
   * @param most how many files at once, 1 or more
   */
  public Lanes(Executor executor, int most) {
    this.executor = executor;
    this.most = most;
    this.free = new Semaphore(most - 1);
  }

  /** What is done with one file; may block. */
  @FunctionalInterface
  public interface Work<T> {
    void with(T file) throws IOException, InterruptedException;
  }

  /**
   * Does something with each; returns when all is done, or what was begun has ended. The first
   * failure, or an interrupt of the calling thread, ends all: nothing is begun after it, and the
   * others are interrupted.
   *
   * @throws IOException what the first failure was
   * @throws InterruptedException if the calling thread was interrupted
   */
  public <T> void each(Collection<T> files, Work<T> work) throws IOException, InterruptedException {
    Run<T> run = new Run<>(files.iterator(), work);
    CountDownLatch ended = run.help(Math.min(most, files.size()) - 1);
    run.work();
    boolean interrupted = Thread.interrupted();
    if (interrupted) {
      run.fail(new InterruptedException());
    }
    while (true) {
      try {
        ended.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        run.fail(e);
      }
    }
    run.tell(interrupted);
  }

  private final class Run<T> {
    private final Iterator<T> files;
    private final Work<T> work;
    private final List<Thread> working = new ArrayList<>();
    private @Nullable Throwable failure;

    Run(Iterator<T> files, Work<T> work) {
      this.files = files;
      this.work = work;
    }

    /** Lets others help; returns what is at zero when they have ended. */
    CountDownLatch help(int wanted) {
      int helpers = 0;
      while (helpers < wanted && free.tryAcquire()) {
        helpers++;
      }
      CountDownLatch ended = new CountDownLatch(helpers);
      for (int i = 0; i < helpers; i++) {
        try {
          executor.execute(
              () -> {
                work();
                free.release();
                ended.countDown();
              });
        } catch (RejectedExecutionException e) {
          // Whoever lent its threads has closed; the calling thread goes on until it hears of it.
          free.release();
          ended.countDown();
        }
      }
      return ended;
    }

    void work() {
      begin();
      try {
        for (T file = next(); file != null; file = next()) {
          work.with(file);
        }
      } catch (IOException | InterruptedException | RuntimeException | Error e) {
        fail(e);
      } finally {
        end();
      }
    }

    private synchronized void begin() {
      working.add(Thread.currentThread());
    }

    private synchronized @Nullable T next() {
      return failure == null && files.hasNext() ? files.next() : null;
    }

    /** Nobody interrupts this thread for this after that. */
    private synchronized void end() {
      working.remove(Thread.currentThread());
    }

    synchronized void fail(Throwable cause) {
      if (failure == null) {
        failure = cause;
        for (Thread each : working) {
          if (each != Thread.currentThread()) {
            each.interrupt();
          }
        }
      }
    }

    synchronized void tell(boolean interrupted) throws IOException, InterruptedException {
      if (failure instanceof IOException cause) {
        throw cause;
      } else if (failure instanceof RuntimeException cause) {
        throw cause;
      } else if (failure instanceof Error cause) {
        throw cause;
      } else if (failure != null || interrupted) {
        throw new InterruptedException();
      }
    }
  }
}

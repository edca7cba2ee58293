package org.networkrender.core.thread;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that owns a farm's state: links, jobs, schedulers. Others hand work to it. */
public final class FarmThread {
  private static final Logger log = LoggerFactory.getLogger(FarmThread.class);

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          new ThreadFactoryBuilder().setNameFormat("farm").setDaemon(true).build());
  private final Consumer<Throwable> defect;

  /**
   * Starts the thread.
   *
   * @param defect is told, on the thread, of an exception that nobody expected
   */
  public FarmThread(Consumer<Throwable> defect) {
    this.defect = defect;
  }

  /** Hands work to the thread; after the farm's end it is dropped. */
  public void execute(Runnable work) {
    // The farm is closed then: nothing is left that the work could change.
    execute(work, () -> log.debug("dropped work after the farm's end"));
  }

  /**
   * Hands work to the thread.
   *
   * @param otherwise is called at once, on this thread, if the farm has ended
   */
  public void execute(Runnable work, Runnable otherwise) {
    try {
      executor.execute(guarded(work));
    } catch (RejectedExecutionException e) {
      log.debug("the farm has ended", e);
      otherwise.run();
    }
  }

  /**
   * Asks something, and waits for the answer; never to be called on this thread. What the question
   * throws is thrown here.
   *
   * @throws RejectedExecutionException if the thread has ended
   */
  public <T> T call(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    executor.execute(
        () -> {
          try {
            answer.complete(question.get());
          } catch (RuntimeException | Error e) {
            // Whatever it is, who asks must not wait for ever.
            answer.completeExceptionally(e);
          }
        });
    try {
      return answer.join();
    } catch (CompletionException e) {
      Throwables.throwIfUnchecked(e.getCause() == null ? e : e.getCause());
      throw e;
    }
  }

  /** Does something again and again until the thread ends. */
  public void every(Duration period, Runnable work) {
    long nanos = period.toNanos();
    Future<?> unused =
        executor.scheduleWithFixedDelay(guarded(work), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private Runnable guarded(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        // A defect: the thread must live on so that jobs can end with a message.
        log.error("a defect in the farm", e);
        defect.accept(e);
      }
    };
  }

  /** Lets what was handed over run, then ends. Returns at once; may be called on the thread. */
  public void end() {
    executor.shutdown();
  }

  /** Waits for the thread's end, but not for ever. */
  public void awaitEnd() {
    try {
      if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
        log.warn("the farm's thread does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

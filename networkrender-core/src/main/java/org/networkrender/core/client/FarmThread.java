package org.networkrender.core.client;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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
final class FarmThread implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FarmThread.class);

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          new ThreadFactoryBuilder().setNameFormat("farm").setDaemon(true).build());
  private final Consumer<RuntimeException> defect;

  /**
   * Starts the thread.
   *
   * @param defect is told, on the thread, of an exception that nobody expected
   */
  FarmThread(Consumer<RuntimeException> defect) {
    this.defect = defect;
  }

  void execute(Runnable work) {
    try {
      executor.execute(guarded(work));
    } catch (RejectedExecutionException e) {
      // The farm is closed: nothing is left that the work could change.
      log.debug("dropped work after the farm's end", e);
    }
  }

  /**
   * Asks something, and waits for the answer; never to be called on this thread.
   *
   * @throws RejectedExecutionException if the thread has ended
   */
  <T> T call(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    executor.execute(
        () -> {
          try {
            answer.complete(question.get());
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    return answer.join();
  }

  void every(Duration period, Runnable work) {
    long nanos = period.toNanos();
    Future<?> unused =
        executor.scheduleWithFixedDelay(guarded(work), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private Runnable guarded(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        // A defect: the thread must live on so that jobs can end with a message.
        log.error("a defect in the farm", e);
        defect.accept(e);
      }
    };
  }

  /** Lets what was handed over run, then ends. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
        log.warn("the farm's thread does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

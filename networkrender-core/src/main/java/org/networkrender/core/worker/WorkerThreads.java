package org.networkrender.core.worker;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of a worker, but for those of its slots. */
final class WorkerThreads {
  private static final Logger log = LoggerFactory.getLogger(WorkerThreads.class);

  private final ThreadFactory factory =
      new ThreadFactoryBuilder().setNameFormat("worker-%d").setDaemon(true).build();
  private final ExecutorService blocking = Executors.newCachedThreadPool(factory);
  private final ExecutorService deliveries = Executors.newSingleThreadExecutor(factory);
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(factory);
  private final ScheduledExecutorService watching =
      Executors.newSingleThreadScheduledExecutor(factory);

  /** Returns what makes further threads. */
  ThreadFactory factory() {
    return factory;
  }

  /** What may block; refuses work after the worker's end. */
  Executor blocking() {
    return blocking;
  }

  /** Does what may block, unless the worker has ended. */
  void execute(Runnable work) {
    try {
      blocking.execute(work);
    } catch (RejectedExecutionException e) {
      // The worker has closed: everything that this work could do is done by its end.
      log.debug("dropped work after the worker's end", e);
    }
  }

  /** What is done one after the other: who is told of results. */
  Executor deliveries() {
    return deliveries;
  }

  /** Does what never blocks after each pause of a length, whatever went wrong the last time. */
  void regularly(Duration pause, Runnable work) {
    every(clock, pause, work);
  }

  /**
   * Does the same with what looks at the machine: that can take a while, and nobody's sign of life
   * waits for it.
   */
  void watch(Duration pause, Runnable work) {
    every(watching, pause, work);
  }

  private static void every(ScheduledExecutorService executor, Duration pause, Runnable work) {
    Runnable careful =
        () -> {
          try {
            work.run();
          } catch (RuntimeException | Error e) {
            // An exception would end this for good, and with it every sign of life.
            log.error("a regular piece of work failed", e);
          }
        };
    long millis = pause.toMillis();
    Future<?> unused =
        executor.scheduleWithFixedDelay(careful, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Ends what is done regularly. */
  void endRegular() {
    clock.shutdownNow();
    watching.shutdownNow();
  }

  /** Takes no more work; what has begun goes on. */
  void end() {
    blocking.shutdown();
    deliveries.shutdown();
  }
}

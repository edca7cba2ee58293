package org.networkrender.core.providers;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of one provider in one farm or worker. None is there before it is needed. */
final class BackgroundThreads implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BackgroundThreads.class);
  private static final int IDLE_SECONDS = 10;

  private final String provider;
  private final ExecutorService executor;
  private final Scheduler scheduler;

  /**
   * Prepares.
   *
   * @param provider the provider's full name, which the threads have too
   */
  BackgroundThreads(String provider) {
    this.provider = provider;
    ThreadFactory threads =
        new ThreadFactoryBuilder().setNameFormat(provider + "-%d").setDaemon(true).build();
    this.executor =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            threads);
    this.scheduler = new Scheduler(threads);
  }

  void execute(Runnable work) {
    executor.execute(
        () -> {
          try {
            work.run();
          } catch (RuntimeException | Error e) {
            // Nobody else sees this thread end.
            log.warn("The {} is at fault: {}", provider, e, e);
          }
        });
  }

  ScheduledExecutorService scheduler() {
    return scheduler;
  }

  @Override
  public void close() {
    executor.shutdownNow();
    scheduler.end();
  }

  /** Is ended by its owner alone. */
  private static final class Scheduler extends ScheduledThreadPoolExecutor {
    Scheduler(ThreadFactory threads) {
      super(1, threads);
      setRemoveOnCancelPolicy(true);
    }

    void end() {
      super.shutdownNow();
    }

    @Override
    public void shutdown() {
      throw refused();
    }

    @Override
    public List<Runnable> shutdownNow() {
      throw refused();
    }

    private static UnsupportedOperationException refused() {
      return new UnsupportedOperationException("the farm or the worker ends it");
    }
  }
}

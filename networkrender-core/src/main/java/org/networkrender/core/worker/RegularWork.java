package org.networkrender.core.worker;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that a worker does again and again. */
final class RegularWork {
  private static final Logger log = LoggerFactory.getLogger(RegularWork.class);

  private RegularWork() {}

  /** Does some work after each pause of a length, whatever went wrong the last time. */
  static void every(ScheduledExecutorService executor, Duration time, Runnable work) {
    Runnable careful =
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            // An exception would end this for good, and with it every sign of life.
            log.error("a regular piece of work failed", e);
          }
        };
    long millis = time.toMillis();
    Future<?> unused =
        executor.scheduleWithFixedDelay(careful, millis, millis, TimeUnit.MILLISECONDS);
  }
}

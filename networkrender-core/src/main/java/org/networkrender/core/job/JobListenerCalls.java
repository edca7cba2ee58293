package org.networkrender.core.job;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.order.FinishedFrame;
import org.networkrender.core.order.HeardEvents;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobProgress;
import org.networkrender.core.order.Notice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a listener what the events of its job say, on a thread of its own, so that neither a slow
 * one nor one that never returns holds anything up. May be called from any thread.
 */
public final class JobListenerCalls implements JobListener {
  private static final Logger log = LoggerFactory.getLogger(JobListenerCalls.class);

  /** How long the end of a job waits for its listener. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final ThreadFactory THREADS =
      new ThreadFactoryBuilder().setNameFormat("job-listener-%d").setDaemon(true).build();

  private final JobListener listener;
  private final Duration grace;
  private final WaitingCalls waiting = new WaitingCalls();
  private final Thread thread = THREADS.newThread(this::run);

  /**
   * Starts the thread that calls the listener.
   *
   * @param grace how long {@link #end} waits for calls that were not made yet
   */
  JobListenerCalls(JobListener listener, Duration grace) {
    this.listener = listener;
    this.grace = grace;
    thread.start();
  }

  /** Tells a listener all that happens in a job from now on. */
  static JobListenerCalls of(JobListener listener, JobEvents events) {
    JobListenerCalls calls = new JobListenerCalls(listener, GRACE);
    events.hear((event, after) -> HeardEvents.tell(event, after, calls));
    return calls;
  }

  @Override
  public void notice(Notice notice) {
    waiting.notice(notice);
  }

  @Override
  public void progress(JobProgress progress) {
    waiting.progress(progress);
  }

  @Override
  public void finished(FinishedFrame frame) {
    waiting.finished(frame);
  }

  @Override
  public void kept(List<FinishedFrame> frames) {
    waiting.kept(frames);
  }

  /**
   * Throws if the present thread is the one that calls the listener: the job's end waits for that.
   */
  void refuseToWait() {
    if (isCalling()) {
      throw new IllegalStateException(
          "A job cannot be waited for by its own listener; wait for it on another thread");
    }
  }

  private boolean isCalling() {
    return Thread.currentThread() == thread;
  }

  private void run() {
    for (Consumer<JobListener> call = next(); call != null; call = next()) {
      try {
        call.accept(listener);
      } catch (Throwable e) {
        // The listener is foreign code; the job does not depend on it.
        log.warn("a job listener failed", e);
      }
    }
  }

  private @Nullable Consumer<JobListener> next() {
    while (true) {
      try {
        return waiting.take();
      } catch (InterruptedException e) {
        // Of the last call, or of foreign code that leaves it behind: the next one is without it.
        log.debug("a job listener's thread was interrupted", e);
      }
    }
  }

  /**
   * Waits until all calls were made, but not for ever: then the one that is being made is
   * interrupted, and those that wait are left out. None is begun after this has returned.
   */
  public void end() {
    waiting.close();
    if (isCalling()) {
      return;
    }
    try {
      thread.join(Math.max(1, grace.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      int left = waiting.clear();
      thread.interrupt();
      log.warn(
          "a job listener does not return; it is not waited for, and {} calls are left out", left);
    }
  }
}

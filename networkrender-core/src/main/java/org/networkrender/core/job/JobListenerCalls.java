package org.networkrender.core.job;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.FrameSet;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.events.WaitReason;
import org.networkrender.core.events.WarningCode;
import org.networkrender.core.order.FinishedFrame;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobProgress;
import org.networkrender.core.order.Notice;
import org.networkrender.core.task.RosterNews;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what happens in a job to its listener, and the same to its events. The listener is called
 * on a thread of its own, so that neither a slow one nor one that never returns holds anything up.
 * May be called from any thread.
 */
public final class JobListenerCalls implements JobListener, RosterNews {
  private static final Logger log = LoggerFactory.getLogger(JobListenerCalls.class);

  /** How long the end of a job waits for its listener. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final ThreadFactory THREADS =
      new ThreadFactoryBuilder().setNameFormat("job-listener-%d").setDaemon(true).build();

  private final JobListener listener;
  private final JobEvents events;
  private final Duration grace;
  private final WaitingCalls waiting = new WaitingCalls();
  private final Thread thread = THREADS.newThread(this::run);

  /**
   * Starts the thread that calls the listener.
   *
   * @param events is told the same as the listener, as far as both know it
   */
  public JobListenerCalls(JobListener listener, JobEvents events) {
    this(listener, events, GRACE);
  }

  /**
   * Starts the thread.
   *
   * @param events is told the same as the listener, as far as both know it
   * @param grace how long {@link #end} waits for calls that were not made yet
   */
  public JobListenerCalls(JobListener listener, JobEvents events, Duration grace) {
    this.listener = listener;
    this.events = events;
    this.grace = grace;
    thread.start();
  }

  @Override
  public void notice(Notice notice) {
    notice(WarningCode.OTHER, notice);
  }

  /** Tells a notice; the code says what it is about if it is a warning. */
  public void notice(WarningCode about, Notice notice) {
    waiting.notice(notice);
    events.publish(
        stamp ->
            notice.level() == Notice.Level.WARNING
                ? new JobEvent.Warning(stamp, about, notice.text())
                : new JobEvent.Note(stamp, notice.text()));
  }

  @Override
  public void progress(JobProgress progress) {
    events.publish(stamp -> new JobEvent.JobProgress(stamp, ToldTotals.of(progress)));
    waiting.progress(progress);
  }

  @Override
  public void finished(FinishedFrame frame) {
    waiting.finished(frame);
  }

  @Override
  public void kept(List<FinishedFrame> frames) {
    kept(() -> frames);
  }

  /** As {@link #kept(List)}, for what is only made when the listener is called. */
  void kept(Supplier<List<FinishedFrame>> frames) {
    waiting.kept(frames);
  }

  /** Tells, in one line, what is good to know. */
  public void inform(String text) {
    notice(new Notice(Notice.Level.INFO, text));
  }

  /** Tells, in one line, what is not as it should be, and what it is about. */
  public void warn(WarningCode about, String text) {
    notice(about, new Notice(Notice.Level.WARNING, text));
  }

  @Override
  public void accept(String text) {
    warn(WarningCode.WORKER, text);
  }

  @Override
  public void waits(WaitReason reason, String text, Optional<Duration> atMost) {
    accept(text);
    publish(reason, text, atMost);
  }

  /** Tells of a wait that ends by itself. */
  void tellWait(WaitReason reason, String text, Duration left) {
    inform(text);
    publish(reason, text, Optional.of(left));
  }

  private void publish(WaitReason reason, String text, Optional<Duration> atMost) {
    events.publish(stamp -> new JobEvent.Waiting(stamp, reason, text, atMost));
  }

  /** Frames were given up; a person is told in other words. */
  void givenUp(FrameSet frames, String cause) {
    events.publish(stamp -> new JobEvent.FramesFailed(stamp, frames, cause));
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

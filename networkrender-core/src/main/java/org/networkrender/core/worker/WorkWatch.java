package org.networkrender.core.worker;

import com.google.common.base.Ticker;
import com.google.common.collect.Comparators;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one task shows of its work: since when it is rendered, and when the last sign came. All
 * methods may be called from any thread.
 */
final class WorkWatch {
  /** What was told to end and goes on for longer will not end soon. */
  static final Duration LAST = Duration.ofSeconds(30);

  private final ServedTask task;
  private final Ticker ticker;

  private @Nullable Watched work;
  private boolean begun;
  private long begunNanos;
  private long signNanos;
  private Duration longestSilence = Duration.ZERO;
  private boolean prepares;
  private boolean ending;
  private long endingNanos;

  WorkWatch(ServedTask task, Ticker ticker) {
    this.task = task;
    this.ticker = ticker;
  }

  ServedTask task() {
    return task;
  }

  /**
   * Something begins to work for the task. False if that is not wanted any more. What comes before
   * is not the renderer's time.
   */
  boolean enter(Watched working) {
    if (!task.enter(working)) {
      return false;
    }
    synchronized (this) {
      work = working;
      signNanos = ticker.read();
      if (working.isRendering()) {
        begunNanos = begun ? begunNanos : signNanos;
        begun = true;
      }
    }
    return true;
  }

  /** What was entered has ended its work for the task. */
  void leave() {
    sign();
    synchronized (this) {
      work = null;
      prepares = false;
    }
    task.leave();
  }

  /** There was a sign of work. */
  synchronized void sign() {
    signNanos = ticker.read();
  }

  /**
   * The renderer does something, or not any more, by which it may be silent for as long as a
   * renderer may ever be: what it waits for may be no process of its own.
   */
  synchronized void prepares(boolean now) {
    prepares = now;
  }

  /** Returns the time since the last sign of work. */
  synchronized Duration silence() {
    return Duration.ofNanos(ticker.read() - signNanos);
  }

  /** Returns the longest time between two signs of work, as it was seen by looking. */
  synchronized Duration longestSilence() {
    return longestSilence;
  }

  /**
   * This program itself stood still for a time, which counts for nothing. What began, or gave a
   * sign, since then has lost nothing by it.
   */
  synchronized void stoodStill(Duration time) {
    long now = ticker.read();
    begunNanos += Math.min(time.toNanos(), now - begunNanos);
    signNanos += Math.min(time.toNanos(), now - signNanos);
    endingNanos += Math.min(time.toNanos(), now - endingNanos);
  }

  /** Looks at the renderer's processes. */
  void look() {
    Watched working;
    synchronized (this) {
      working = work;
      if (working != null && working.isRendering()) {
        longestSilence = Comparators.max(longestSilence, silence());
      }
    }
    if (working != null && working.look()) {
      sign();
    }
  }

  /** Whether what works for the task goes on although it was told to end a while ago. */
  synchronized boolean hangs() {
    boolean told = work != null && task.isEnding();
    if (told && !ending) {
      endingNanos = ticker.read();
    }
    ending = told;
    return ending && ticker.read() - endingNanos > LAST.toNanos();
  }

  /** Returns why the task must not go on, or empty when it may. */
  synchronized Optional<StopReason> verdict(StallJudgement judgement) {
    if (work == null) {
      return Optional.empty();
    }
    if (!work.isRendering()) {
      return silence().compareTo(FileWait.PATIENCE) > 0
          ? Optional.of(StopReason.withoutFile(silence()))
          : Optional.empty();
    }
    Duration limit = task.limit();
    Duration taken = Duration.ofNanos(ticker.read() - begunNanos);
    if (!limit.isZero() && taken.compareTo(limit) > 0) {
      return Optional.of(StopReason.overdue(limit));
    }
    if (!work.isVisible()) {
      return Optional.empty();
    }
    Duration silence = silence();
    Duration worked = Duration.ofNanos(signNanos - begunNanos);
    Duration patience = judgement.patience(worked, task.job().silenceGotOver());
    Duration most = prepares ? Comparators.max(patience, StallJudgement.MOST) : patience;
    return silence.compareTo(most) > 0
        ? Optional.of(StopReason.stalled(silence))
        : Optional.empty();
  }
}

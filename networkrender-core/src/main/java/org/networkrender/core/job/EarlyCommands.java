package org.networkrender.core.job;

import org.jspecify.annotations.Nullable;
import org.networkrender.core.events.JobCommands;

/**
 * Commands to a job that may be planned still: it is given them when it begins. May be used by any
 * thread.
 */
final class EarlyCommands implements JobCommands {
  private @Nullable JobCommands job;
  private boolean over;
  private boolean paused;
  private @Nullable Integer priority;

  /** The job begins; returns false if it has ended before. */
  boolean begin(JobCommands begun) {
    boolean pause;
    Integer wanted;
    synchronized (this) {
      if (over) {
        return false;
      }
      job = begun;
      pause = paused;
      wanted = priority;
    }
    if (wanted != null) {
      begun.priority(wanted);
    }
    if (pause) {
      begun.pause();
    }
    return true;
  }

  /** The job ends before it begins; returns false if it has begun, or ended. */
  synchronized boolean end() {
    boolean first = job == null && !over;
    over |= job == null;
    return first;
  }

  synchronized boolean isOver() {
    return over;
  }

  @Override
  public void cancel() {
    JobCommands begun;
    synchronized (this) {
      begun = job;
    }
    if (begun != null) {
      begun.cancel();
    }
  }

  @Override
  public void pause() {
    pause(true);
  }

  @Override
  public void resume() {
    pause(false);
  }

  private void pause(boolean wanted) {
    JobCommands begun;
    synchronized (this) {
      paused = wanted;
      begun = job;
    }
    if (begun != null && wanted) {
      begun.pause();
    } else if (begun != null) {
      begun.resume();
    }
  }

  @Override
  public void priority(int wanted) {
    JobCommands begun;
    synchronized (this) {
      priority = wanted;
      begun = job;
    }
    if (begun != null) {
      begun.priority(wanted);
    }
  }
}

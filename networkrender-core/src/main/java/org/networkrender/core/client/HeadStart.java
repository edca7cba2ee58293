package org.networkrender.core.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.networkrender.core.wire.Message;

/**
 * Lets the own machine have the only task of a job while a renderer waits there that has looked
 * into the scene: elsewhere one would have to start first. The others are told of the job when the
 * own machine has the task, or does not get ready. Belongs to the farm's thread.
 */
final class HeadStart {
  /** The files are here already, so it takes a moment; nobody loses more than this. */
  private static final Duration MOST = Duration.ofMillis(500);

  private final Map<Integer, Long> until = new HashMap<>();

  /**
   * Keeps a job to the own machine, if that is worth it.
   *
   * @param tasks how many there are
   * @param waiting whether a renderer waits
   */
  void offer(int job, int tasks, boolean waiting, long now) {
    if (tasks == 1 && waiting) {
      until.put(job, now + MOST.toNanos());
    }
  }

  /** Returns whether only the own machine is to know of a job. */
  boolean holds(int job) {
    return until.containsKey(job);
  }

  /** Takes note of what the own machine said; returns whether a head start ends with it. */
  boolean endsWith(Message message) {
    return (message instanceof Message.JobReady ready && until.remove(ready.job()) != null)
        || (message instanceof Message.JobFailed failed && until.remove(failed.job()) != null);
  }

  /** Returns whether a job's head start is over because time has passed, or the job has ended. */
  boolean isOver(int job, long now) {
    Long end = until.get(job);
    return end != null && now - end >= 0 && until.remove(job) != null;
  }

  /** A job has ended. */
  void forget(int job) {
    until.remove(job);
  }
}

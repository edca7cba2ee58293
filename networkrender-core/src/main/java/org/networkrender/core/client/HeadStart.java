package org.networkrender.core.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.providers.ProviderFaultException;
import org.networkrender.core.wire.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the own machine have the only task with which a job can begin: a bake, since its files are
 * there already and all others wait for it, or the only one at all while a renderer waits there
 * that has looked into the scene. The others are told of the job when the own machine has the task,
 * or does not get ready. Belongs to the farm's thread.
 */
final class HeadStart {
  /** The files are here already, so it takes a moment; nobody loses more than this. */
  private static final Duration MOST = Duration.ofMillis(500);

  private static final Logger log = LoggerFactory.getLogger(HeadStart.class);

  private final Map<Integer, Long> until = new HashMap<>();

  /** Keeps a job to the own machine, if that is worth it. */
  void offer(int job, JobPlan plan, long now) {
    offer(job, plan.bakesFirst(), plan.split().tasks().size(), plan.backend()::isWaiting, now);
  }

  /**
   * Keeps a job to the own machine, if that is worth it.
   *
   * @param bakes whether it begins with a bake
   * @param tasks how many there are beside that
   * @param backend says whether a renderer of its waits
   */
  void offer(int job, boolean bakes, int tasks, BooleanSupplier backend, long now) {
    if (bakes || (tasks == 1 && isWaiting(backend))) {
      until.put(job, now + MOST.toNanos());
    }
  }

  private static boolean isWaiting(BooleanSupplier backend) {
    try {
      return backend.getAsBoolean();
    } catch (ProviderFaultException e) {
      // The job has begun, and goes on without a head start.
      log.warn("{}", e.getMessage(), e);
      return false;
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

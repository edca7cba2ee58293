package org.networkrender.core.task;

import com.google.common.collect.Iterables;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.assembly.FrameAssembly;
import org.networkrender.core.pool.JobNumbers;
import org.networkrender.core.pool.WorkerLink;
import org.networkrender.core.wire.Message;

/**
 * The attempts of a job that still count, and their numbers on the wire: a worker's jobs and
 * attempts share one count. Belongs to the farm's thread.
 */
public final class JobAttempts {
  private final int job;
  private final Map<Long, JobAttempt> live = new HashMap<>();

  /** Those whose results count and get their places just now. */
  private final Set<JobAttempt> accepted = new LinkedHashSet<>();

  /** Begins without an attempt; {@code job} is the number of the job on the wire. */
  public JobAttempts(int job) {
    this.job = job;
  }

  /** Returns the number of an attempt on the wire. */
  public long wire(long attempt) {
    return JobNumbers.wire(job, attempt);
  }

  /** Begins to count an attempt. */
  public void add(JobAttempt attempt) {
    live.put(attempt.number(), attempt);
  }

  /** Returns whether the result of an attempt is still wanted. */
  public boolean counts(JobAttempt attempt) {
    return live.containsKey(attempt.number());
  }

  /** Finds an attempt that was given to a link. */
  public Optional<JobAttempt> on(WorkerLink link, long wireAttempt) {
    return Optional.ofNullable(live.get(wireAttempt - wire(0)))
        .filter(attempt -> attempt.link() == link);
  }

  /** Tells the worker of an attempt something, if that still counts. */
  public void tell(long number, LongFunction<Message> message) {
    JobAttempt attempt = live.get(number);
    if (attempt != null) {
      attempt.link().send(message.apply(wire(number)));
    }
  }

  /** Stops counting an attempt; returns it if it counted. */
  public @Nullable JobAttempt remove(long number) {
    return live.remove(number);
  }

  /** The result of an attempt counts, and gets its place now; returns it if it is there. */
  public @Nullable JobAttempt accept(long number) {
    JobAttempt attempt = live.remove(number);
    if (attempt != null) {
      accepted.add(attempt);
    }
    return attempt;
  }

  /** An accepted result is in its place. */
  public void inPlace(JobAttempt attempt) {
    accepted.remove(attempt);
  }

  /** Stops counting an attempt, and what comes in of it. */
  public void forget(long number) {
    JobAttempt attempt = live.remove(number);
    if (attempt != null) {
      attempt.worker().ended(number);
      attempt.cancelIntake();
    }
  }

  /** Stops counting all attempts of a link that has ended. */
  public void lose(WorkerLink link) {
    List<JobAttempt> lost =
        live.values().stream().filter(attempt -> attempt.link() == link).toList();
    lost.forEach(JobAttempt::cancelIntake);
    live.values().removeAll(lost);
  }

  /** Stops all that comes in. */
  public void end() {
    live.values().forEach(JobAttempt::cancelIntake);
  }

  /**
   * Returns how much is done of the tasks that are worked at, 0 to 1: of two attempts at one task
   * the better one counts.
   */
  public Map<JobTask, Double> fractions() {
    Map<JobTask, Double> fractions = new HashMap<>();
    for (JobAttempt attempt : Iterables.concat(accepted, live.values())) {
      double fraction = attempt.isRendered() ? 1 : attempt.worker().fractionOf(attempt.number());
      fractions.merge(attempt.task(), fraction, Double::max);
    }
    return fractions;
  }

  /**
   * Returns how many frames' worth is done in them: of two at one task the better one counts, and
   * of a frame that was cut either its parts or the whole. What is rendered counts as such while it
   * is fetched, checked and put into its place.
   *
   * @param cut the frames that were cut while the job ran, with what is here of them
   */
  public double work(List<FrameAssembly> cut) {
    double all = 0;
    Map<Integer, Double> wholes = new HashMap<>();
    Map<Integer, Double> parts = new HashMap<>();
    cut.stream()
        .filter(assembly -> !assembly.isDropped())
        .forEach(assembly -> parts.put(assembly.frame(), assembly.shareHere()));
    for (Map.Entry<JobTask, Double> entry : fractions().entrySet()) {
      JobTask task = entry.getKey();
      int frame = task.frames().get(0);
      double work = entry.getValue() * task.work();
      if (!parts.containsKey(frame)) {
        all += work;
      } else {
        (task.tail() == null ? wholes : parts).merge(frame, work, Double::sum);
      }
    }
    for (Map.Entry<Integer, Double> entry : parts.entrySet()) {
      all += Math.max(entry.getValue(), wholes.getOrDefault(entry.getKey(), 0.0));
    }
    return all;
  }
}

package org.networkrender.core.task;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.core.events.WaitReason;
import org.networkrender.core.text.PlainWords;

/** How long a job waits for somebody who works. Belongs to the farm's thread. */
final class WorkerWait {
  /** When a person is told that nobody works. */
  private static final Duration TELL_IDLE = Duration.ofSeconds(5);

  private final JobPatience patience;
  private final RosterNews news;
  private boolean hadOne;
  private long aloneSince;
  private long idleSince;
  private boolean toldIdle;

  /** Begins to wait; {@code now} is in nanoseconds. */
  WorkerWait(JobPatience patience, RosterNews news, long now) {
    this.patience = patience;
    this.news = news;
    this.aloneSince = now;
    this.idleSince = now;
  }

  /** Somebody takes tasks: from now on the job waits without end. */
  void over() {
    hadOne = true;
  }

  /** Returns whether somebody ever took tasks. */
  boolean isOver() {
    return hadOne;
  }

  /**
   * Tells when nobody works, and who is waited for.
   *
   * @param workers all that the job heard of
   * @param misfits whether none of them has a renderer for it
   * @param apart whether all that took tasks are there and may not any more, since their parts of
   *     frames do not fit to those of before
   * @return why the job cannot go on when nobody is there and nobody ever could, or can any more
   */
  Optional<RenderException> watch(
      long now, Collection<JobWorker> workers, boolean misfits, boolean apart) {
    List<JobWorker> there = workers.stream().filter(JobWorker::isThere).toList();
    // Who is there has been heard of by then; nobody is waited for who may have what all lack.
    Duration most = patience.time(misfits);
    if (!there.isEmpty()) {
      aloneSince = now;
    }
    if (there.stream().anyMatch(JobWorker::isUsable)) {
      idleSince = now;
      toldIdle = false;
    } else if ((!hadOne || apart) && now - aloneSince > most.toNanos()) {
      return Optional.of(apart ? nobodyFits(workers) : nobody(workers));
    } else if (!toldIdle && now - idleSince > TELL_IDLE.toNanos()) {
      toldIdle = true;
      Optional<Duration> atMost =
          hadOne && !apart ? Optional.empty() : Optional.of(most.minusNanos(now - aloneSince));
      news.waits(
          there.isEmpty() ? WaitReason.NO_WORKER : WaitReason.NO_SLOT,
          waiting(there, atMost),
          atMost);
    }
    return Optional.empty();
  }

  private static String waiting(List<JobWorker> there, Optional<Duration> left) {
    return there.isEmpty()
        ? "no worker is there just now; waiting for one"
            + left.map(time -> ", " + PlainWords.wait(time) + " more").orElse("")
        : there.stream()
            .map(worker -> worker.name() + " (" + worker.pause() + ")")
            .collect(Collectors.joining(", ", "nobody takes tasks just now; waiting for ", ""));
  }

  private RenderException nobody(Collection<JobWorker> workers) {
    String reasons = reasons(workers);
    return new RenderException(
        ErrorKind.WORKER,
        reasons.isEmpty()
            ? "No worker was found in " + patience
            : "No worker can be used (" + reasons + ")",
        "Start a worker with 'networkrender worker', or name one with --worker host");
  }

  private static RenderException nobodyFits(Collection<JobWorker> workers) {
    return new RenderException(
        ErrorKind.WORKER,
        "No worker is left whose parts of frames fit to those of before (" + reasons(workers) + ")",
        "Give the same order again: what is done is kept, and parts are made by who is there then");
  }

  /** The own machine comes first. */
  private static String reasons(Collection<JobWorker> workers) {
    return workers.stream()
        .sorted(Comparator.comparing(worker -> !worker.isLocal()))
        .map(worker -> worker.name() + ": " + worker.note(0))
        .collect(Collectors.joining("; "));
  }
}

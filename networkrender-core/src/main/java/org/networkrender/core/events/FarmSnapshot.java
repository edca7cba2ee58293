package org.networkrender.core.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The state of a farm at one moment. Immutable.
 *
 * @param sequence the number of the last event that it knows; 0 before the first one
 * @param time when that happened
 * @param workers those that were heard of, the first one first
 * @param jobs those that run, and the last 100 that have ended, the oldest first
 * @param closed whether the farm was closed
 */
public record FarmSnapshot(
    long sequence, Instant time, List<Worker> workers, List<Job> jobs, boolean closed) {
  private static final int MOST_ENDED = 100;

  /** Copies the lists. */
  public FarmSnapshot {
    Objects.requireNonNull(time, "time");
    workers = List.copyOf(workers);
    jobs = List.copyOf(jobs);
  }

  /**
   * A worker of the farm.
   *
   * @param worker who
   * @param status whether it can be used
   * @param text why not, or why it takes no task just now; empty where it does
   * @param slots how many tasks it takes at once; 0 while not known
   * @param renderers what it can render with; empty while not known
   * @param busy whether all its slots are taken
   */
  public record Worker(
      WorkerRef worker,
      Status status,
      String text,
      int slots,
      List<Renderer> renderers,
      @AddedLater boolean busy) {
    /** Copies the list. */
    public Worker {
      Objects.requireNonNull(worker, "worker");
      Objects.requireNonNull(status, "status");
      Objects.requireNonNull(text, "text");
      renderers = List.copyOf(renderers);
    }

    private Worker is(Status next, String why) {
      return new Worker(worker, next, why, slots, renderers, false);
    }
  }

  /** Whether a worker can be used. */
  public enum Status {
    /** Was heard of. */
    HEARD,
    /** Can be talked to. */
    REACHABLE,
    /** Cannot be reached, or does not let this client in. */
    UNREACHABLE,
    /** Left. */
    GONE,
    /** Something that this version does not know. */
    OTHER
  }

  /**
   * A job of the farm.
   *
   * @param id its id
   * @param scene its scene's file
   * @param outcome how it ended, or empty while it runs
   */
  public record Job(String id, String scene, Optional<JobOutcome> outcome) {}

  /** Returns the state of a farm before its first event. */
  public static FarmSnapshot before(Instant time) {
    return new FarmSnapshot(0, time, List.of(), List.of(), false);
  }

  /**
   * Returns the state after an event. Changes nothing; an event that this state knows already gives
   * the same state.
   */
  public FarmSnapshot after(FarmEvent event) {
    if (event instanceof FarmEvent.Snapshot snapshot) {
      return event.sequence() >= sequence ? snapshot.state() : this;
    }
    if (event.sequence() <= sequence) {
      return this;
    }
    List<Worker> nextWorkers = workers;
    List<Job> nextJobs = jobs;
    if (event instanceof FarmEvent.WorkerHeard heard) {
      nextWorkers = with(known(heard.worker()).is(Status.HEARD, ""));
    } else if (event instanceof FarmEvent.WorkerReachable reachable) {
      nextWorkers =
          with(
              new Worker(
                  reachable.worker(),
                  Status.REACHABLE,
                  reachable.rest().orElse(""),
                  reachable.slots(),
                  reachable.renderers(),
                  reachable.busy()));
    } else if (event instanceof FarmEvent.WorkerUnreachable unreachable) {
      nextWorkers = with(known(unreachable.worker()).is(Status.UNREACHABLE, unreachable.text()));
    } else if (event instanceof FarmEvent.WorkerGone gone) {
      nextWorkers = with(known(gone.worker()).is(Status.GONE, gone.text()));
    } else if (event instanceof FarmEvent.JobSubmitted submitted) {
      nextJobs = with(new Job(submitted.job(), submitted.scene(), Optional.empty()));
    } else if (event instanceof FarmEvent.JobEnded ended) {
      String scene = job(ended.job()).map(Job::scene).orElse("");
      nextJobs = bounded(with(new Job(ended.job(), scene, Optional.of(ended.outcome()))));
    }
    return new FarmSnapshot(
        event.sequence(),
        event.time(),
        nextWorkers,
        nextJobs,
        closed || event instanceof FarmEvent.Closed);
  }

  private Worker known(WorkerRef worker) {
    return workers.stream()
        .filter(each -> each.worker.place().equals(worker.place()))
        .findFirst()
        .map(
            each ->
                new Worker(worker, each.status, each.text, each.slots, each.renderers, each.busy))
        .orElse(new Worker(worker, Status.HEARD, "", 0, List.of(), false));
  }

  private Optional<Job> job(String id) {
    return jobs.stream().filter(job -> job.id.equals(id)).findFirst();
  }

  private List<Worker> with(Worker worker) {
    return with(workers, worker, each -> each.worker.place().equals(worker.worker.place()));
  }

  private List<Job> with(Job job) {
    return with(jobs, job, each -> each.id.equals(job.id));
  }

  private static <T> List<T> with(List<T> all, T added, Predicate<T> same) {
    List<T> next = new ArrayList<>(all);
    for (int i = 0; i < next.size(); i++) {
      if (same.test(next.get(i))) {
        next.set(i, added);
        return next;
      }
    }
    next.add(added);
    return next;
  }

  private static List<Job> bounded(List<Job> all) {
    List<Job> ended = all.stream().filter(job -> job.outcome.isPresent()).toList();
    if (ended.size() <= MOST_ENDED) {
      return all;
    }
    String oldest = ended.get(0).id;
    return all.stream().filter(job -> !job.id.equals(oldest)).toList();
  }
}

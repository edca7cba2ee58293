package org.networkrender.core.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened in a farm: what its workers and its jobs are, not what a job does. As of
 * {@link JobEvent}, new kinds and new fields are added over time.
 */
public sealed interface FarmEvent extends Event {
  /** Returns its number and its time. */
  Stamp stamp();

  @Override
  default long sequence() {
    return stamp().sequence();
  }

  @Override
  default Instant time() {
    return stamp().time();
  }

  /**
   * What every event has.
   *
   * @param sequence the event's number
   * @param time when it happened
   */
  record Stamp(long sequence, Instant time) {
    /** Checks that all is there. */
    public Stamp {
      Objects.requireNonNull(time, "time");
    }
  }

  /**
   * The state of the farm, in place of all events up to its number. The first thing that a
   * subscriber gets, and again in place of what it lost because it was too slow.
   *
   * @param lost how many events it stands for that this subscriber was to get and did not
   * @param state the state
   */
  record Snapshot(Stamp stamp, long lost, FarmSnapshot state) implements FarmEvent {}

  /** A worker was heard of; nobody knows yet whether it can be reached. */
  record WorkerHeard(Stamp stamp, WorkerRef worker) implements FarmEvent {}

  /**
   * A worker can be talked to.
   *
   * @param slots how many tasks it takes at once
   * @param renderers what it can render with
   * @param busy whether all its slots are taken
   * @param rest why it takes no task just now, or empty where it takes some, or does not say
   */
  record WorkerReachable(
      Stamp stamp,
      WorkerRef worker,
      int slots,
      List<Renderer> renderers,
      @AddedLater boolean busy,
      Optional<String> rest)
      implements FarmEvent {
    /** Makes the event of a worker that takes tasks. */
    public WorkerReachable(
        Stamp stamp, WorkerRef worker, int slots, List<Renderer> renderers, boolean busy) {
      this(stamp, worker, slots, renderers, busy, Optional.empty());
    }

    /** Copies the list. */
    public WorkerReachable {
      renderers = List.copyOf(renderers);
    }
  }

  /** A worker cannot be reached, or does not let this client in; the text says why. */
  record WorkerUnreachable(Stamp stamp, WorkerRef worker, String text) implements FarmEvent {}

  /** A worker is gone; the text says why. */
  record WorkerGone(Stamp stamp, WorkerRef worker, String text) implements FarmEvent {}

  /**
   * A job was started.
   *
   * @param job its id
   * @param scene its scene's file
   */
  record JobSubmitted(Stamp stamp, String job, String scene) implements FarmEvent {}

  /**
   * A job has ended.
   *
   * @param job its id
   * @param outcome how
   */
  record JobEnded(Stamp stamp, String job, JobOutcome outcome) implements FarmEvent {}

  /** The farm was closed. No event comes after this one. */
  record Closed(Stamp stamp) implements FarmEvent {}
}

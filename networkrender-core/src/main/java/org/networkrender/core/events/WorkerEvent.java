package org.networkrender.core.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened on a machine that offers itself as a worker. A {@link WorkerSnapshot}
 * says what it changes. As of {@link JobEvent}, new kinds and new fields are added over time.
 */
public sealed interface WorkerEvent extends Event {
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
   * The state of the worker, in place of all events up to its number. The first thing that a
   * subscriber gets, and again in place of what it lost because it was too slow.
   *
   * @param lost how many events it stands for that this subscriber was to get and did not
   * @param state the state
   */
  record Snapshot(Stamp stamp, long lost, WorkerSnapshot state) implements WorkerEvent {}

  /** It listens and is announced: clients can come. */
  record Started(Stamp stamp, WorkerOffer offer) implements WorkerEvent {}

  /** A client has come. */
  record ClientJoined(Stamp stamp, WorkerClient client) implements WorkerEvent {}

  /** A client has gone; the text says why and may be empty. */
  record ClientLeft(Stamp stamp, WorkerClient client, String text) implements WorkerEvent {}

  /** A task is begun. */
  record TaskStarted(Stamp stamp, WorkerTask task) implements WorkerEvent {}

  /**
   * A task goes on. Only the newest one of a task is sure to come.
   *
   * @param fraction how much is done, 0 to 1
   * @param note what the renderer says; may be empty
   */
  record TaskProgress(Stamp stamp, WorkerTask task, double fraction, String note)
      implements WorkerEvent {}

  /**
   * A task has ended.
   *
   * @param outcome how
   * @param text why, where it was not rendered; else empty
   * @param seconds how long it took
   */
  record TaskEnded(
      Stamp stamp, WorkerTask task, WorkerTask.Outcome outcome, String text, double seconds)
      implements WorkerEvent {}

  /**
   * No new task is taken; those that run go on. Comes again when the reasons change.
   *
   * @param pauses all reasons that there are now, one or more
   */
  record Paused(Stamp stamp, List<WorkerPause> pauses) implements WorkerEvent {
    /** Copies the list. */
    public Paused {
      pauses = List.copyOf(pauses);
    }
  }

  /** No reason to pause is left: tasks are taken again. */
  record Resumed(Stamp stamp) implements WorkerEvent {}

  /**
   * It takes no new task any more, and leaves.
   *
   * @param now whether tasks that run are ended; else they are finished first
   */
  record Stopping(Stamp stamp, boolean now) implements WorkerEvent {}

  /**
   * Something is not as it should be; the worker goes on.
   *
   * @param code what it is about
   * @param text one plain line
   */
  record Warning(Stamp stamp, WorkerWarning code, String text) implements WorkerEvent {}

  /**
   * Something that is good to know.
   *
   * @param text one plain line
   */
  record Note(Stamp stamp, String text) implements WorkerEvent {}

  /**
   * The worker has ended. No event comes after this one.
   *
   * @param error why it could not go on, in plain words; empty where it ended in the ordinary way
   * @param advice what to do about that; may be empty
   * @param fault who has to act on that, or empty where nobody has
   */
  record Ended(Stamp stamp, String error, String advice, Optional<JobFault> fault)
      implements WorkerEvent {
    /** Checks that all is there. */
    public Ended {
      Objects.requireNonNull(error, "error");
      Objects.requireNonNull(advice, "advice");
    }
  }
}

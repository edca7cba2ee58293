package org.networkrender.core.scheduler;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler is told.
 *
 * <p>Each event carries the time at which it is handed over, in nanoseconds of a monotonic clock;
 * time that runs backwards counts as standing still. {@code worker} is the number of one link: who
 * connects again gets a new number. Events about attempts, workers and tasks that are unknown or
 * have ended are ignored, so late and repeated messages do no harm.
 */
public sealed interface SchedulerEvent {
  /** Returns the time at which the event is handed over, in nanoseconds. */
  long now();

  /**
   * A worker is connected and ready to render this job. It counts as heard.
   *
   * @param now the time
   * @param worker the number of its link, never used before in this job
   * @param machine who it is, the same after a reconnect: its failures and rests are kept by this
   * @param slots how many tasks it renders at once, 0 when it takes nothing now
   * @param own whether it is the client's own machine, which no network lies before
   */
  record WorkerJoined(long now, int worker, String machine, int slots, boolean own)
      implements SchedulerEvent {}

  /**
   * A worker is connected and gets ready to render this job, or does so no more without having
   * joined. While it does, failures of the others are not final so soon. It is no sign of life.
   *
   * @param now the time
   * @param worker the number of its link
   * @param machine who it is
   * @param awaited whether it gets ready; over by itself when it joins or leaves
   */
  record WorkerAwaited(long now, int worker, String machine, boolean awaited)
      implements SchedulerEvent {}

  /**
   * A worker changes how many tasks it renders at once. With 0 it drains: what runs is finished,
   * what is queued is taken back. It counts as heard.
   *
   * @param now the time
   * @param worker the number of its link
   * @param slots how many tasks it renders at once from now on
   */
  record SlotsOffered(long now, int worker, int slots) implements SchedulerEvent {}

  /**
   * Several jobs of one client share the workers, and this one may use so much of a worker from now
   * on; until this is told it may use all that is offered. What runs beyond that is finished, what
   * is queued beyond it is taken back. It is no sign of life. The machine counts as one that is
   * there, whatever its share is: tasks may wait for their turn on it. May come before the worker
   * joins.
   *
   * @param now the time
   * @param worker the number of its link
   * @param slots how many of its slots this job may use, 0 for none now
   * @param room how many attempts it may hold there, running or queued, not less than {@code slots}
   * @param alone whether nothing of other jobs is there, nor begins while a suspect of this one is
   */
  record SlotsShared(long now, int worker, int slots, int room, boolean alone)
      implements SchedulerEvent {
    /** Checks the numbers. */
    public SlotsShared {
      if (slots < 0 || room < slots || (slots == 0 && room > 0)) {
        throw new IllegalArgumentException("a share of " + slots + " slots with room for " + room);
      }
    }
  }

  /**
   * A link ended. Its attempts are lost and their tasks go to others.
   *
   * @param now the time
   * @param worker the number of the link
   * @param reason why, in words
   */
  record WorkerLeft(long now, int worker, String reason) implements SchedulerEvent {}

  /**
   * Something arrived from a worker, whatever it was.
   *
   * @param now the time
   * @param worker the number of its link
   */
  record Heard(long now, int worker) implements SchedulerEvent {}

  /**
   * A worker began to render an attempt. It counts as heard.
   *
   * @param now the time
   * @param attempt the attempt
   */
  record Started(long now, long attempt) implements SchedulerEvent {}

  /**
   * An attempt got on. It counts as heard, and as started when that message was lost.
   *
   * @param now the time
   * @param attempt the attempt
   * @param fraction how much of it is done, 0 to 1
   */
  record Progressed(long now, long attempt, double fraction) implements SchedulerEvent {}

  /**
   * An attempt was rendered: its slot is free again, its result waits to be fetched and verified.
   * It counts as heard.
   *
   * @param now the time
   * @param attempt the attempt, alive until it is verified or failed
   */
  record Rendered(long now, long attempt) implements SchedulerEvent {}

  /**
   * The result of an attempt was fetched and found good.
   *
   * @param now the time
   * @param attempt the attempt
   */
  record Verified(long now, long attempt) implements SchedulerEvent {}

  /**
   * The files of an accepted task are in their place: it is done, and what needs it may begin.
   * Ignored for tasks that nothing needs.
   *
   * @param now the time
   * @param task the task
   * @param machine the machine that should get what needs it, as in {@link Released}; null for any
   */
  record Placed(long now, int task, @Nullable String machine) implements SchedulerEvent {
    /** Prefers no machine. */
    public Placed(long now, int task) {
      this(now, task, null);
    }
  }

  /**
   * A task is done that the client was told to {@linkplain Effect.Begin begin}. Ignored when it was
   * not.
   *
   * @param now the time
   * @param task the task
   * @param machine the machine that should get what needs it, as in {@link Released}; null for any
   */
  record Completed(long now, int task, @Nullable String machine) implements SchedulerEvent {
    /** Prefers no machine. */
    public Completed(long now, int task) {
      this(now, task, null);
    }
  }

  /**
   * An attempt failed: while it was prepared or rendered, or because its result could not be
   * fetched or is not what was asked for.
   *
   * @param now the time
   * @param attempt the attempt
   * @param kind how it failed
   * @param stage how far it had come
   * @param cause what happened, in words without a full stop
   * @param words the same without what differs from machine to machine ({@link FailureWords}):
   *     failures of equal words are alike
   */
  record Failed(
      long now, long attempt, FailureKind kind, FailureStage stage, String cause, String words)
      implements SchedulerEvent {
    /** Finds the words in the cause. */
    public Failed(long now, long attempt, FailureKind kind, FailureStage stage, String cause) {
      this(now, attempt, kind, stage, cause, FailureWords.of(cause));
    }

    /** Failed at being rendered. */
    public Failed(long now, long attempt, FailureKind kind, String cause) {
      this(now, attempt, kind, FailureStage.RENDERING, cause);
    }
  }

  /**
   * A worker gives back an attempt that it has not started, because it was revoked or because it
   * offers no slots any more. It counts as heard, and not against the task; unasked it counts as a
   * failure of the worker.
   *
   * @param now the time
   * @param attempt the attempt
   */
  record Returned(long now, long attempt) implements SchedulerEvent {}

  /**
   * Nothing happened but time. To be sent four times a second: silence is noticed and rests end by
   * this event.
   *
   * @param now the time
   */
  record TimePassed(long now) implements SchedulerEvent {}

  /**
   * The client gives its word for a held task, which waits from now on if it needs nothing else.
   * Ignored when it is not held.
   *
   * @param now the time
   * @param task the task
   * @param machine the machine (as in {@link WorkerJoined}) that gets it if a slot there is idle,
   *     or else has room in its queue, when it is assigned, and it has not failed there; null for
   *     any. No other idle slot waits for it
   * @param avoided machines that get it only when no other is usable, as if it had failed there
   */
  record Released(long now, int task, @Nullable String machine, List<String> avoided)
      implements SchedulerEvent {
    /** Copies the list. */
    public Released {
      avoided = List.copyOf(avoided);
    }

    /** Avoids none. */
    public Released(long now, int task, @Nullable String machine) {
      this(now, task, machine, List.of());
    }
  }

  /**
   * A task is not needed any more, or cannot be done: whether it is held, waits or is live, it is
   * given up with this cause, and with it all that needs it. Of a chain those before it go on.
   *
   * @param now the time
   * @param task the task
   * @param cause why, in one line for a person
   */
  record Withdrawn(long now, int task, String cause) implements SchedulerEvent {}

  /**
   * The order in which waiting tasks are to be started, before all others. It replaces a former
   * one: what that names and this does not gets its old turn back. A task keeps its place when an
   * attempt of it is lost or fails. A machine that has failed at a task does others first all the
   * same.
   *
   * @param now the time
   * @param tasks the tasks; those that are unknown, held, live or ended at this moment are ignored,
   *     and of a repeated one the first counts
   */
  record Reordered(long now, List<Integer> tasks) implements SchedulerEvent {
    /** Copies the list. */
    public Reordered {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * The job is cancelled: every attempt is, and the job is done.
   *
   * @param now the time
   */
  record Cancelled(long now) implements SchedulerEvent {}
}

package org.networkrender.core.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.networkrender.api.FrameSet;

/**
 * Something that happened in a job. A {@link JobSnapshot} says what it changes; {@link EventJson}
 * gives its line of JSON, whose fields are the components here. New kinds and new fields are added
 * over time: whoever looks at the kind lets pass what it does not know.
 */
public sealed interface JobEvent extends Event {
  /** Returns of which job it is, its number and its time. */
  Stamp stamp();

  /** Returns the job's id. */
  default String job() {
    return stamp().job();
  }

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
   * @param job the job's id
   * @param sequence the event's number
   * @param time when it happened
   */
  record Stamp(String job, long sequence, Instant time) {
    /** Checks that all is there. */
    public Stamp {
      Objects.requireNonNull(job, "job");
      Objects.requireNonNull(time, "time");
    }
  }

  /**
   * The state of the job, in place of all events up to its number. The first thing that a
   * subscriber gets, and again in place of what it lost because it was too slow.
   *
   * @param lost how many events it stands for that this subscriber was to get and did not
   * @param state the state
   */
  record Snapshot(Stamp stamp, long lost, JobSnapshot state) implements JobEvent {}

  /**
   * The job looks into its scene, and makes a plan: it tells {@link Planned} next, or that it has
   * {@link Ended}.
   *
   * @param scene the scene's file
   */
  record Planning(Stamp stamp, String scene) implements JobEvent {}

  /** The scene was looked into, and the tasks are known. */
  record Planned(Stamp stamp, JobPlanned plan) implements JobEvent {}

  /**
   * A worker can be talked to, and is offered the job.
   *
   * @param local whether it is this machine
   */
  record WorkerFound(Stamp stamp, WorkerRef worker, boolean local) implements JobEvent {}

  /**
   * A worker that was found gets the scene and its files. Only the newest one for a worker is sure
   * to come.
   *
   * @param bytes how many it has
   * @param total how many it needs
   */
  record WorkerReceiving(Stamp stamp, WorkerRef worker, long bytes, long total)
      implements JobEvent {}

  /**
   * A worker has the files of the job and takes tasks.
   *
   * @param slots how many at once
   * @param device on which graphics cards it renders the job; empty for the processor
   */
  record WorkerJoined(Stamp stamp, WorkerRef worker, int slots, Optional<String> device)
      implements JobEvent {
    /** Tells of one that renders on its processor. */
    public WorkerJoined(Stamp stamp, WorkerRef worker, int slots) {
      this(stamp, worker, slots, Optional.empty());
    }
  }

  /**
   * A worker that was heard of cannot be used for the job.
   *
   * @param reason the kind of the reason
   * @param text the reason in one plain line
   */
  record WorkerExcluded(Stamp stamp, WorkerRef worker, Exclusion reason, String text)
      implements JobEvent {}

  /**
   * A worker takes no tasks for a while, because it failed or because it says so.
   *
   * @param text why, in one plain line
   * @param pause for how long, or empty where nobody knows
   */
  record WorkerResting(Stamp stamp, WorkerRef worker, String text, Optional<Duration> pause)
      implements JobEvent {}

  /** What counted as a failure of a worker was none: another one came to the same. */
  record WorkerAbsolved(Stamp stamp, WorkerRef worker) implements JobEvent {}

  /** A worker is gone, and what it was doing is lost; it may come back. */
  record WorkerLeft(Stamp stamp, WorkerRef worker, String text) implements JobEvent {}

  /** A worker began to work on a task. */
  record TaskStarted(Stamp stamp, TaskAttempt attempt) implements JobEvent {}

  /**
   * A task goes on. Only the newest one for an attempt is sure to come.
   *
   * @param fraction how much of the task is done, 0 to 1
   * @param note what the renderer says; may be empty
   */
  record TaskProgress(Stamp stamp, TaskAttempt attempt, double fraction, String note)
      implements JobEvent {}

  /**
   * The worker has rendered the task, and its pictures are fetched.
   *
   * @param seconds how long it rendered
   */
  record TaskRendered(Stamp stamp, TaskAttempt attempt, double seconds) implements JobEvent {}

  /** The pictures of the task came, and are whole and of the right size. */
  record TaskVerified(Stamp stamp, TaskAttempt attempt) implements JobEvent {}

  /**
   * The result of the attempt counts: the task is done.
   *
   * @param seconds how long it was rendered
   */
  record TaskAccepted(Stamp stamp, TaskAttempt attempt, double seconds) implements JobEvent {}

  /**
   * An attempt failed; the task is tried again, or given up ({@link FramesFailed}).
   *
   * @param kind how
   * @param cause why, in one plain line
   * @param output the last lines that the renderer printed, 20 at most; none where nobody knows
   */
  record TaskFailed(
      Stamp stamp, TaskAttempt attempt, FailureReason kind, String cause, List<String> output)
      implements JobEvent {
    private static final int MOST_LINES = 20;

    /** Copies the last lines. */
    public TaskFailed {
      output = List.copyOf(output.subList(Math.max(0, output.size() - MOST_LINES), output.size()));
    }
  }

  /** An attempt was ended because its result is not wanted any more; nobody is at fault. */
  record TaskStopped(Stamp stamp, TaskAttempt attempt) implements JobEvent {}

  /**
   * A frame that would take longest was cut, so that several workers render it.
   *
   * @param parts into how many parts
   */
  record FrameCut(Stamp stamp, int frame, int parts) implements JobEvent {}

  /** The parts of a frame that was cut are not needed: it is rendered whole. */
  record CutDropped(Stamp stamp, int frame) implements JobEvent {}

  /**
   * All files of a frame are in their place.
   *
   * @param pictures its files: its pictures, as many as the plan names, then its further files
   * @param contributors who rendered or finished any of it, who spent most time first; none where
   *     an earlier run had rendered it and this one has only joined it
   * @param seconds how long they rendered it, all together; of a task of several frames, the mean
   */
  record FrameFinished(
      Stamp stamp,
      int frame,
      List<String> pictures,
      List<Contribution> contributors,
      double seconds)
      implements JobEvent {
    /** Copies the lists. */
    public FrameFinished {
      pictures = List.copyOf(pictures);
      contributors = List.copyOf(contributors);
    }
  }

  /**
   * The preview of a frame in parts was written anew; it goes when the frame is finished. Only the
   * newest one for a frame is sure to come.
   *
   * @param frame which frame
   * @param file its path
   */
  record PreviewWritten(Stamp stamp, int frame, String file) implements JobEvent {}

  /**
   * Frames were given up.
   *
   * @param frames which
   * @param cause why, in one plain line
   */
  record FramesFailed(Stamp stamp, FrameSet frames, String cause) implements JobEvent {}

  /** How far the job is. Only the newest one is sure to come. */
  record JobProgress(Stamp stamp, JobTotals totals) implements JobEvent {}

  /**
   * Nothing can be done just now.
   *
   * @param reason what is waited for
   * @param text the same in one plain line
   * @param atMost for how long at most, or empty where nobody knows
   */
  record Waiting(Stamp stamp, WaitReason reason, String text, Optional<Duration> atMost)
      implements JobEvent {}

  /**
   * Something is not as it should be; the job goes on.
   *
   * @param code what it is about
   * @param text one plain line
   * @param about the thing or file that it is about, or empty where nobody knows
   */
  record Warning(Stamp stamp, WarningCode code, String text, Optional<WarningSubject> about)
      implements JobEvent {
    /** Makes a warning of which nobody knows what it is about. */
    public Warning(Stamp stamp, WarningCode code, String text) {
      this(stamp, code, text, Optional.empty());
    }
  }

  /**
   * Something that is good to know.
   *
   * @param text one plain line
   */
  record Note(Stamp stamp, String text) implements JobEvent {}

  /**
   * The job needs to know something, and waits for {@link JobCommand.Answer}, but not for ever:
   * {@link Answered} follows in any case.
   */
  record Asked(Stamp stamp, Question question) implements JobEvent {}

  /**
   * A question was answered, by whomever, or nobody has answered it in time.
   *
   * @param question its id
   * @param answer the id of the answer
   */
  record Answered(Stamp stamp, String question, String answer) implements JobEvent {}

  /** No task is begun any more until {@link Resumed}. */
  record Paused(Stamp stamp) implements JobEvent {}

  /** Tasks are begun again. */
  record Resumed(Stamp stamp) implements JobEvent {}

  /**
   * The job was given another priority.
   *
   * @param priority higher goes first; 0 is usual
   */
  record PriorityChanged(Stamp stamp, int priority) implements JobEvent {}

  /** The job has ended. No event comes after this one. */
  record Ended(Stamp stamp, JobEnding ending) implements JobEvent {}
}

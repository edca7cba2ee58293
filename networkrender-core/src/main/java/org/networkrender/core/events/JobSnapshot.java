package org.networkrender.core.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.networkrender.api.FrameSet;

/**
 * The state of a job at one moment. Immutable, and cheap to make: the snapshot after an event
 * shares nearly everything with the one before it.
 *
 * @param job the job's id
 * @param sequence the number of the last event that it knows; 0 before the first one
 * @param time when that happened
 * @param phase what the job does on the whole
 * @param scene the scene's file, or empty while nobody has told it
 * @param priority higher goes first; 0 is usual
 * @param plan what it is going to do, or empty while that is not known
 * @param totals how far it is
 * @param frames what became of each frame
 * @param workers what each worker does and did
 * @param waiting what it waits for, or empty while it goes on
 * @param questions what it needs to know, the oldest first
 * @param failures why frames were given up: the last 100
 * @param warnings the last 100
 * @param ending what became of it, or empty while it goes on
 */
public record JobSnapshot(
    String job,
    long sequence,
    Instant time,
    JobPhase phase,
    Optional<String> scene,
    int priority,
    Optional<JobPlanned> plan,
    JobTotals totals,
    FrameTable frames,
    WorkerTable workers,
    Optional<Wait> waiting,
    List<Question> questions,
    List<GivenUp> failures,
    List<Warned> warnings,
    Optional<JobEnding> ending) {

  /** Copies the lists. */
  public JobSnapshot {
    Objects.requireNonNull(job, "job");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(totals, "totals");
    Objects.requireNonNull(frames, "frames");
    Objects.requireNonNull(workers, "workers");
    questions = List.copyOf(questions);
    failures = List.copyOf(failures);
    warnings = List.copyOf(warnings);
  }

  /**
   * What a job waits for.
   *
   * @param reason the kind of it
   * @param text the same in one plain line
   * @param since since when
   * @param atMost for how long from then on at most, or empty where nobody knows
   */
  public record Wait(WaitReason reason, String text, Instant since, Optional<Duration> atMost) {}

  /**
   * Frames that were given up.
   *
   * @param frames which
   * @param cause why, in one plain line
   */
  public record GivenUp(FrameSet frames, String cause) {}

  /**
   * Something that was not as it should be.
   *
   * @param time when that was told
   * @param code what it is about
   * @param text one plain line
   * @param about the thing or file that it was about, or empty where nobody knows
   */
  public record Warned(
      Instant time, WarningCode code, String text, Optional<WarningSubject> about) {}

  /** Returns the state of a job before its first event. */
  public static JobSnapshot before(String job, Instant time) {
    return new JobSnapshot(
        job,
        0,
        time,
        JobPhase.PLANNING,
        Optional.empty(),
        0,
        Optional.empty(),
        JobTotals.NONE,
        FrameTable.NONE,
        WorkerTable.NONE,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /**
   * Returns the state after an event. Changes nothing; an event that this state knows already gives
   * the same state.
   */
  public JobSnapshot after(JobEvent event) {
    if (event instanceof JobEvent.Snapshot snapshot) {
      return event.sequence() >= sequence ? snapshot.state() : this;
    }
    return event.sequence() > sequence ? new JobFold(this).after(event) : this;
  }

  /** Returns how much is done of the attempts that run at a frame: of the one that is farthest. */
  public double fractionOf(int frame) {
    return frames.get(frame).workers().stream()
        .flatMap(place -> workers.at(place).stream())
        .flatMap(worker -> worker.running().stream())
        .filter(run -> run.attempt().frames().contains(frame))
        .filter(run -> run.attempt().kind().isOfFrames())
        .mapToDouble(WorkerState.Run::fraction)
        .max()
        .orElse(0);
  }
}

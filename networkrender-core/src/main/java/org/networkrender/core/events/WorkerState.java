package org.networkrender.core.events;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a worker does and did for a job.
 *
 * @param worker who it is
 * @param local whether it is this machine
 * @param status whether it can be used
 * @param note why it cannot, or what it says; may be empty
 * @param slots how many tasks it takes at once; 0 while not known
 * @param bytes how many bytes of the job's files it has
 * @param bytesTotal how many it needs; 0 while not known
 * @param running what it works on
 * @param tasks how many attempts of it gave a result that counts
 * @param failed how many attempts failed on it
 * @param frames how many frames it finished; one in parts counts for who spent most time on it
 * @param seconds how long it rendered what counts
 * @param parts how many of the tasks were parts of a frame
 * @param device on which graphics cards it renders the job; empty for the processor
 */
public record WorkerState(
    WorkerRef worker,
    boolean local,
    Status status,
    String note,
    int slots,
    long bytes,
    long bytesTotal,
    List<Run> running,
    int tasks,
    int failed,
    int frames,
    double seconds,
    @AddedLater int parts,
    Optional<String> device) {
  /** Copies the list. */
  public WorkerState {
    Objects.requireNonNull(worker, "worker");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(note, "note");
    running = List.copyOf(running);
  }

  /** Whether a worker can be used. */
  public enum Status {
    /** Was heard of. */
    KNOWN,
    /** Gets the scene and its files. */
    RECEIVING,
    /** Takes tasks, and may have some. */
    READY,
    /** Takes no tasks for a while; the note says why. */
    RESTING,
    /** Cannot be used for this job; the note says why. */
    EXCLUDED,
    /** Left. */
    GONE,
    /** Something that this version does not know. */
    OTHER
  }

  /**
   * An attempt that runs.
   *
   * @param attempt which
   * @param fraction how much of it is done, 0 to 1
   * @param note what the renderer says; may be empty
   * @param rendered whether the worker is done with it, and its pictures are fetched and checked
   */
  public record Run(
      TaskAttempt attempt, double fraction, String note, @AddedLater boolean rendered) {
    /** Checks that all is there. */
    public Run {
      Objects.requireNonNull(attempt, "attempt");
      Objects.requireNonNull(note, "note");
    }
  }

  static WorkerState known(WorkerRef worker) {
    return new WorkerState(
        worker, false, Status.KNOWN, "", 0, 0, 0, List.of(), 0, 0, 0, 0, 0, Optional.empty());
  }

  WorkerState named(WorkerRef ref) {
    return ref.equals(worker) ? this : standing(ref, local, status, note, slots, bytes, bytesTotal);
  }

  WorkerState is(Status next, String why) {
    return standing(worker, local, next, why, slots, bytes, bytesTotal);
  }

  WorkerState receives(long has, long needs) {
    return standing(worker, local, Status.RECEIVING, "", slots, has, needs);
  }

  WorkerState joined(int offered, Optional<String> on) {
    WorkerState ready = standing(worker, local, Status.READY, "", offered, bytes, bytesTotal);
    return new WorkerState(
        ready.worker,
        ready.local,
        ready.status,
        ready.note,
        ready.slots,
        ready.bytes,
        ready.bytesTotal,
        running,
        tasks,
        failed,
        frames,
        seconds,
        parts,
        on);
  }

  WorkerState found(boolean own) {
    return standing(worker, own, Status.KNOWN, "", slots, bytes, bytesTotal);
  }

  WorkerState accepted(TaskAttempt attempt, double spent) {
    int part = attempt.kind() == TaskAttempt.Kind.PART ? 1 : 0;
    boolean bakes = attempt.kind() == TaskAttempt.Kind.BAKE;
    // How long a frame takes is told by frames.
    double counted = bakes || attempt.kind() == TaskAttempt.Kind.MOVIE ? 0 : spent;
    return working(running, tasks + 1, failed, frames, seconds + counted, parts + part);
  }

  /** Counts failures; a negative number takes some back. */
  WorkerState failed(int more) {
    return working(running, tasks, failed + more, frames, seconds, parts);
  }

  WorkerState absolved() {
    return failed > 0 ? failed(-1) : this;
  }

  WorkerState finished() {
    return working(running, tasks, failed, frames + 1, seconds, parts);
  }

  /** Returns the same work of a worker that stands otherwise to the job. */
  private WorkerState standing(
      WorkerRef ref, boolean own, Status next, String why, int offered, long has, long needs) {
    return new WorkerState(
        ref, own, next, why, offered, has, needs, running, tasks, failed, frames, seconds, parts,
        device);
  }

  /** Returns the same worker with other work. */
  private WorkerState working(
      List<Run> runs, int done, int lost, int whole, double spent, int pieces) {
    return new WorkerState(
        worker,
        local,
        status,
        note,
        slots,
        bytes,
        bytesTotal,
        runs,
        done,
        lost,
        whole,
        spent,
        pieces,
        device);
  }

  /** Replaces what is known of an attempt that runs, or begins it. */
  WorkerState runs(Run run) {
    return running(
        Stream.concat(without(run.attempt.number()).stream(), Stream.of(run))
            .sorted(Comparator.comparingLong(each -> each.attempt.number()))
            .toList());
  }

  WorkerState rendered(long attempt) {
    return running.stream()
        .filter(run -> run.attempt.number() == attempt)
        .findFirst()
        .map(run -> runs(new Run(run.attempt, 1, run.note, true)))
        .orElse(this);
  }

  /** Whether it works on an attempt; what it has rendered only waits to be looked at. */
  boolean isRunning(long attempt) {
    return running.stream().anyMatch(run -> run.attempt.number() == attempt && !run.rendered);
  }

  WorkerState ended(long attempt) {
    return running(without(attempt));
  }

  private List<Run> without(long attempt) {
    return running.stream().filter(run -> run.attempt.number() != attempt).toList();
  }

  private WorkerState running(List<Run> runs) {
    return working(runs, tasks, failed, frames, seconds, parts);
  }
}

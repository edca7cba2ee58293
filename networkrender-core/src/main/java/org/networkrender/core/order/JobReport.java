package org.networkrender.core.order;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PixelSize;
import org.networkrender.core.events.JobEnding;
import org.networkrender.core.events.JobSnapshot;

/**
 * What became of a job.
 *
 * @param outcome how it ended
 * @param rendered frames rendered in this run
 * @param kept frames that an earlier run had finished
 * @param missing frames that are not there
 * @param failures why tasks were given up, frames of the same cause in one entry
 * @param workers what each worker did, this machine first
 * @param elapsed how long it took
 * @param gain how many times as fast as one machine alone: the time that this machine (or, if it
 *     rendered nothing, the mean worker) would have needed for the rendered frames, by its mean
 *     time a frame, over the time taken; empty when nothing was rendered. One machine alone comes
 *     to less than 1, and near 0 in a short job, most of which is not rendering
 * @param still what is to be said of a still, or empty for a job of several frames
 * @param audit what an audit found, in lines for a person; none without an audit
 * @param movies the files of the movies that were encoded in this run
 * @param discarded whether the pictures do not stay beside the movies that were made of them
 */
public record JobReport(
    Outcome outcome,
    FrameSet rendered,
    FrameSet kept,
    FrameSet missing,
    List<Failure> failures,
    List<WorkerProgress> workers,
    Duration elapsed,
    OptionalDouble gain,
    Optional<Still> still,
    List<String> audit,
    List<Path> movies,
    boolean discarded) {
  /** Copies the lists. */
  public JobReport {
    failures = List.copyOf(failures);
    workers = List.copyOf(workers);
    audit = List.copyOf(audit);
    movies = List.copyOf(movies);
  }

  /**
   * Returns what a snapshot tells of a job that has ended.
   *
   * @throws IllegalArgumentException if it has not
   */
  public static JobReport of(JobSnapshot state) {
    JobEnding ending =
        state.ending().orElseThrow(() -> new IllegalArgumentException("the job goes on"));
    return new JobReport(
        switch (ending.outcome()) {
          case COMPLETE -> Outcome.COMPLETE;
          case CANCELLED -> Outcome.CANCELLED;
          case INCOMPLETE, FAILED, OTHER -> Outcome.INCOMPLETE;
        },
        ending.rendered(),
        ending.kept(),
        ending.missing(),
        ending.failures().stream().map(lost -> new Failure(lost.frames(), lost.cause())).toList(),
        SeenWorkers.of(state),
        ending.elapsed(),
        ending.gain().map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
        ending.still().map(Still::of),
        ending.audit(),
        ending.movies().stream().map(Path::of).toList(),
        ending.discarded());
  }

  /**
   * A still.
   *
   * @param size the size of its picture
   * @param tiles how many tiles of it were rendered in this run; 0 when it was not cut into tiles
   * @param ranges how many sample ranges of it were rendered in this run; 0 when it was not cut
   *     into sample ranges
   */
  public record Still(PixelSize size, int tiles, int ranges) {
    private static Still of(JobEnding.Still told) {
      return new Still(new PixelSize(told.width(), told.height()), told.tiles(), told.ranges());
    }
  }

  /** How a job ended. */
  public enum Outcome {
    /** Every frame is there. */
    COMPLETE,
    /** Some frames were given up. */
    INCOMPLETE,
    /** It was cancelled. */
    CANCELLED
  }

  /**
   * Frames that were given up.
   *
   * @param frames which
   * @param cause why, in words
   */
  public record Failure(FrameSet frames, String cause) {}
}

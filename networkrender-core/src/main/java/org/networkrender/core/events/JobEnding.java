package org.networkrender.core.events;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.networkrender.api.FrameSet;

/**
 * What became of a job.
 *
 * @param outcome how it ended
 * @param rendered frames rendered in this run
 * @param kept frames that an earlier run had finished
 * @param missing frames that are not there
 * @param elapsed how long it took
 * @param error why it could not go on, in plain words; empty where it could
 * @param advice what to do about that; may be empty
 * @param fault who has to act on that, or empty where it could go on
 * @param failures why frames were given up, frames of the same cause together; 1,000 causes at most
 * @param gain how many times as fast as one machine alone it was, or empty where nothing was
 *     rendered
 * @param still what is to be said of a still, or empty for a job of several frames
 * @param audit what an audit found, in lines for a person; none without an audit
 * @param movies the files of the movies that were encoded in this run
 * @param discarded whether the pictures do not stay beside the movies that were made of them
 */
public record JobEnding(
    JobOutcome outcome,
    FrameSet rendered,
    FrameSet kept,
    FrameSet missing,
    Duration elapsed,
    String error,
    String advice,
    Optional<JobFault> fault,
    List<JobSnapshot.GivenUp> failures,
    Optional<Double> gain,
    Optional<Still> still,
    List<String> audit,
    List<String> movies,
    @AddedLater boolean discarded) {
  private static final int MOST_CAUSES = 1000;

  /** Copies the lists. */
  public JobEnding {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(rendered, "rendered");
    Objects.requireNonNull(kept, "kept");
    Objects.requireNonNull(missing, "missing");
    Objects.requireNonNull(elapsed, "elapsed");
    Objects.requireNonNull(error, "error");
    Objects.requireNonNull(advice, "advice");
    failures = List.copyOf(failures.subList(0, Math.min(failures.size(), MOST_CAUSES)));
    audit = List.copyOf(audit);
    movies = List.copyOf(movies);
  }

  /** Creates the end of a job of which nothing more is to be said. */
  public JobEnding(
      JobOutcome outcome, FrameSet rendered, FrameSet kept, FrameSet missing, Duration elapsed) {
    this(
        outcome,
        rendered,
        kept,
        missing,
        elapsed,
        "",
        "",
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        false);
  }

  /** Returns the end of a job of which nothing was begun. */
  public static JobEnding unbegun(JobOutcome outcome) {
    FrameSet none = FrameSet.empty();
    return new JobEnding(outcome, none, none, none, Duration.ZERO);
  }

  /** Returns this end of a job that could not go on. */
  public JobEnding failed(JobFault why, String text, String whatToDo) {
    return new JobEnding(
        JobOutcome.FAILED,
        rendered,
        kept,
        missing,
        elapsed,
        text,
        whatToDo,
        Optional.of(why),
        failures,
        gain,
        still,
        audit,
        movies,
        discarded);
  }

  /**
   * A still.
   *
   * @param width the width of its picture in pixels
   * @param height the height in pixels
   * @param tiles how many tiles of it were rendered in this run; 0 when it was not cut into tiles
   * @param ranges how many sample ranges of it were rendered in this run; 0 when it was not cut
   *     into sample ranges
   */
  public record Still(int width, int height, int tiles, int ranges) {}
}

package org.networkrender.core.events;

import java.time.Duration;
import java.util.Objects;
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
 */
public record JobEnding(
    JobOutcome outcome,
    FrameSet rendered,
    FrameSet kept,
    FrameSet missing,
    Duration elapsed,
    String error,
    String advice) {
  /** Checks that all is there. */
  public JobEnding {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(rendered, "rendered");
    Objects.requireNonNull(kept, "kept");
    Objects.requireNonNull(missing, "missing");
    Objects.requireNonNull(elapsed, "elapsed");
    Objects.requireNonNull(error, "error");
    Objects.requireNonNull(advice, "advice");
  }
}

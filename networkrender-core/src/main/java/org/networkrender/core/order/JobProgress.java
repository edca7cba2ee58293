package org.networkrender.core.order;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.networkrender.core.events.JobSnapshot;
import org.networkrender.core.events.JobTotals;

/**
 * The state of a job at one moment.
 *
 * @param done frames in their place, those of earlier runs included
 * @param failed frames given up
 * @param total all frames of the order
 * @param fraction how much of the job is done, 0 to 1, frames in work counted by their progress. It
 *     never falls while a job runs: where work is lost, because an attempt failed or was stopped,
 *     it stays until as much is done again. It is 1 only when every frame and movie is in its place
 * @param elapsed since the job was started
 * @param remaining an estimate of what is left, or empty while there is nothing to go by
 * @param workers every worker that this job heard of, this machine first
 * @param pixels how far the pixels of a still are, or empty for a job of whole frames
 * @param making what is being made beside frames just now: a bake before them, or movies after them
 */
public record JobProgress(
    int done,
    int failed,
    int total,
    double fraction,
    Duration elapsed,
    Optional<Duration> remaining,
    List<WorkerProgress> workers,
    Optional<PixelProgress> pixels,
    Optional<JobTotals.Making> making) {
  /** Copies the list. */
  public JobProgress {
    workers = List.copyOf(workers);
  }

  /** Returns what a snapshot shows. */
  public static JobProgress of(JobSnapshot state) {
    JobTotals totals = state.totals();
    return new JobProgress(
        totals.done(),
        totals.failed(),
        totals.total(),
        totals.fraction(),
        totals.elapsed(),
        totals.remaining(),
        SeenWorkers.of(state),
        totals.pixels().filter(pixels -> pixels.total() > 0).map(PixelProgress::of),
        totals.making());
  }
}

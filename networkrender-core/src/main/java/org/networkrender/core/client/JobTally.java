package org.networkrender.core.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.networkrender.api.FrameSet;

/** Counts what a job has done. Belongs to the farm's thread. */
final class JobTally {
  private final FrameSet frames;
  private final FrameSet kept;
  private final long startNanos;
  private final BitSet rendered = new BitSet();
  private final List<JobReport.Failure> failures = new ArrayList<>();
  private int failedFrames;

  JobTally(FrameSet frames, FrameSet kept, long startNanos) {
    this.frames = frames;
    this.kept = kept;
    this.startNanos = startNanos;
  }

  void rendered(int frame) {
    rendered.set(frame);
  }

  void givenUp(FrameSet lost, String cause) {
    failures.add(new JobReport.Failure(lost, cause));
    failedFrames += lost.size();
  }

  /**
   * Returns the state of the job.
   *
   * @param inWork how many frames' worth of work is done in tasks that are not finished
   */
  JobProgress progress(long now, double inWork, List<WorkerProgress> workers) {
    Duration elapsed = Duration.ofNanos(now - startNanos);
    int done = kept.size() + rendered.cardinality();
    double work = rendered.cardinality() + inWork;
    double left = Math.max(0, frames.size() - done - failedFrames - inWork);
    Optional<Duration> remaining =
        work < 0.05
            ? Optional.empty()
            : Optional.of(Duration.ofMillis((long) (elapsed.toMillis() * left / work)));
    double fraction = frames.isEmpty() ? 1 : Math.min(1, (done + inWork) / frames.size());
    return new JobProgress(
        done, failedFrames, frames.size(), fraction, elapsed, remaining, workers);
  }

  JobReport report(
      long now, boolean cancelled, Collection<JobWorker> workers, List<WorkerProgress> shown) {
    FrameSet made = FrameSet.of(rendered.stream().boxed().toList());
    FrameSet missing = frames.minus(kept).minus(made);
    JobReport.Outcome outcome =
        missing.isEmpty()
            ? JobReport.Outcome.COMPLETE
            : cancelled ? JobReport.Outcome.CANCELLED : JobReport.Outcome.INCOMPLETE;
    Duration elapsed = Duration.ofNanos(now - startNanos);
    return new JobReport(
        outcome, made, kept, missing, failures, shown, elapsed, gain(elapsed, made, workers));
  }

  private static OptionalDouble gain(
      Duration elapsed, FrameSet made, Collection<JobWorker> workers) {
    double localFrames = 0;
    double localSeconds = 0;
    double allFrames = 0;
    double allSeconds = 0;
    for (JobWorker worker : workers) {
      allFrames += worker.done();
      allSeconds += worker.seconds();
      if (worker.isLocal()) {
        localFrames += worker.done();
        localSeconds += worker.seconds();
      }
    }
    if (made.isEmpty() || allFrames == 0 || elapsed.isZero()) {
      return OptionalDouble.empty();
    }
    double perFrame = localFrames > 0 ? localSeconds / localFrames : allSeconds / allFrames;
    return OptionalDouble.of(perFrame * made.size() / (elapsed.toNanos() / 1e9));
  }
}

package org.networkrender.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PixelSize;
import org.networkrender.core.events.JobTotals;
import org.networkrender.core.order.FinishedFrame;
import org.networkrender.core.order.JobProgress;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobReport.Failure;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.JobReport.Still;
import org.networkrender.core.order.PixelProgress;
import org.networkrender.core.order.WorkerProgress;
import org.networkrender.core.order.WorkerProgress.State;

/** States and ends of jobs to show. */
final class Stories {
  private Stories() {}

  static final List<WorkerProgress> WORKERS =
      List.of(
          new WorkerProgress("desk", "this machine", State.RENDERING, "frame 13", 0.42, 6, 0, 8.4),
          new WorkerProgress(
              "box2", "192.168.1.7:8080", State.RENDERING, "frame 14", 0.9, 5, 1, 9.0),
          new WorkerProgress("box3", "192.168.1.8:8080", State.RESTING, "failed twice", 0, 0, 2, 0),
          new WorkerProgress(
              "old", "192.168.1.9:8080", State.UNUSABLE, "has Blender 2.79, too old", 0, 0, 0, 0));

  static JobProgress progress(int done, int total) {
    return new JobProgress(
        done,
        0,
        total,
        (double) done / total,
        Duration.ofSeconds(20),
        Optional.of(Duration.ofSeconds(41)),
        WORKERS,
        Optional.empty(),
        Optional.empty());
  }

  /** Something is made beside frames. */
  static JobProgress making(int done, int total, double fraction, JobTotals.Making making) {
    return new JobProgress(
        done,
        0,
        total,
        fraction,
        Duration.ofSeconds(20),
        making.kind() == JobTotals.Making.Kind.BAKE ? Optional.empty() : making.remaining(),
        WORKERS,
        Optional.empty(),
        Optional.of(making));
  }

  static JobProgress still(long done, PixelProgress.Stage stage) {
    long total = 16_384L * 9216;
    return new JobProgress(
        0,
        0,
        1,
        (double) done / total,
        Duration.ofSeconds(20),
        Optional.of(Duration.ofSeconds(41)),
        WORKERS,
        Optional.of(new PixelProgress(done, total, stage)),
        Optional.empty());
  }

  static FinishedFrame frame(int frame, String worker, double seconds) {
    return new FinishedFrame(frame, List.of(Path.of(frame + ".png")), worker, seconds);
  }

  static JobReport report(Outcome outcome) {
    return report(outcome, WORKERS);
  }

  static JobReport report(Outcome outcome, List<WorkerProgress> workers) {
    boolean complete = outcome == Outcome.COMPLETE;
    return new JobReport(
        outcome,
        FrameSet.parse("1-3"),
        FrameSet.of(0),
        complete ? FrameSet.empty() : FrameSet.parse("4-5"),
        complete ? List.of() : List.of(new Failure(FrameSet.parse("4-5"), "no camera")),
        workers,
        Duration.ofMillis(21_400),
        OptionalDouble.of(2.71),
        Optional.empty(),
        List.of(),
        List.of(),
        false);
  }

  static JobReport stillReport(int tiles, int ranges, List<WorkerProgress> workers) {
    return new JobReport(
        Outcome.COMPLETE,
        FrameSet.of(7),
        FrameSet.empty(),
        FrameSet.empty(),
        List.of(),
        workers,
        Duration.ofSeconds(192),
        OptionalDouble.of(2.71),
        Optional.of(new Still(new PixelSize(16_384, 9216), tiles, ranges)),
        List.of(),
        List.of(),
        false);
  }
}

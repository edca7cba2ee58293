package org.networkrender.core.job;

import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import org.networkrender.core.events.JobEnding;
import org.networkrender.core.events.JobOutcome;
import org.networkrender.core.events.JobTotals;
import org.networkrender.core.order.JobProgress;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.PixelProgress;

/** How far a job is, and what became of it, as events tell it. */
final class ToldTotals {
  private ToldTotals() {}

  static JobTotals of(JobProgress progress) {
    return new JobTotals(
        progress.done(),
        progress.failed(),
        progress.total(),
        progress.fraction(),
        progress.elapsed(),
        progress.remaining(),
        progress.pixels().map(ToldTotals::pixels));
  }

  private static JobTotals.Pixels pixels(PixelProgress pixels) {
    JobTotals.Stage stage =
        switch (pixels.stage()) {
          case RENDERING -> JobTotals.Stage.RENDERING;
          case JOINING -> JobTotals.Stage.JOINING;
          case FINISHING -> JobTotals.Stage.FINISHING;
        };
    return new JobTotals.Pixels(pixels.done(), pixels.total(), stage);
  }

  static JobEnding ending(JobReport report, @Nullable RenderException failure) {
    JobOutcome outcome =
        switch (report.outcome()) {
          case COMPLETE -> JobOutcome.COMPLETE;
          case INCOMPLETE -> JobOutcome.INCOMPLETE;
          case CANCELLED -> JobOutcome.CANCELLED;
        };
    return new JobEnding(
        failure == null ? outcome : JobOutcome.FAILED,
        report.rendered(),
        report.kept(),
        report.missing(),
        report.elapsed(),
        failure == null ? "" : String.valueOf(failure.getMessage()),
        failure == null ? "" : failure.advice());
  }
}

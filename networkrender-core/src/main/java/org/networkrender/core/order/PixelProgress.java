package org.networkrender.core.order;

import org.networkrender.core.events.JobTotals;

/**
 * How far a still is.
 *
 * @param done pixels that are there with all their samples; with part of their samples, a pixel
 *     counts by its share; as the job's fraction, this never falls while the job runs
 * @param total all pixels of the picture's rendered area, 1 or more
 * @param stage what is being done
 */
public record PixelProgress(long done, long total, Stage stage) {
  /** Checks the numbers. */
  public PixelProgress {
    if (total < 1 || done < 0 || done > total) {
      throw new IllegalArgumentException(done + " of " + total + " pixels");
    }
  }

  static PixelProgress of(JobTotals.Pixels pixels) {
    Stage stage =
        switch (pixels.stage()) {
          case RENDERING, OTHER -> Stage.RENDERING;
          case JOINING -> Stage.JOINING;
          case FINISHING -> Stage.FINISHING;
        };
    long done = Math.max(0, Math.min(pixels.done(), pixels.total()));
    return new PixelProgress(done, pixels.total(), stage);
  }

  /** What is being done for a still. */
  public enum Stage {
    /** Its parts are rendered. */
    RENDERING,
    /** All parts are there and are joined to one picture. */
    JOINING,
    /** A renderer makes the picture that was asked for from the joined one. */
    FINISHING
  }
}

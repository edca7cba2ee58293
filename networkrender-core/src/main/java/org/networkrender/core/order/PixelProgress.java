package org.networkrender.core.order;

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

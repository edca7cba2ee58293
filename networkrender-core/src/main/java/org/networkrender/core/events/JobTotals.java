package org.networkrender.core.events;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a job is.
 *
 * @param done frames in their place, those of earlier runs included
 * @param failed frames given up
 * @param total all frames of the order
 * @param fraction how much of the job is done, 0 to 1, the bake before its frames and the movies
 *     after them included; never falls, and is 1 only at the end
 * @param elapsed since the job was started
 * @param remaining an estimate of what is left, or empty while there is nothing to go by: before
 *     the scene is baked nobody knows how long its frames take
 * @param pixels how far a still is, or empty for a job of whole frames
 * @param making what is being made beside frames just now: a bake, or movies
 */
public record JobTotals(
    int done,
    int failed,
    int total,
    double fraction,
    Duration elapsed,
    Optional<Duration> remaining,
    Optional<Pixels> pixels,
    Optional<Making> making) {
  /** Nothing is done yet. */
  public static final JobTotals NONE =
      new JobTotals(
          0, 0, 0, 0, Duration.ZERO, Optional.empty(), Optional.empty(), Optional.empty());

  /** Returns what is known of a job that is planned, and of which nothing was begun. */
  static JobTotals before(int frames, int kept) {
    return new JobTotals(
        kept, 0, frames, 0, Duration.ZERO, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Checks that all is there. */
  public JobTotals {
    Objects.requireNonNull(elapsed, "elapsed");
    Objects.requireNonNull(remaining, "remaining");
    Objects.requireNonNull(pixels, "pixels");
    Objects.requireNonNull(making, "making");
  }

  /**
   * How far the pixels of a still are.
   *
   * @param done pixels that are there with all their samples
   * @param total all pixels of the picture
   * @param stage what is being done
   */
  public record Pixels(long done, long total, Stage stage) {
    /** Checks that all is there. */
    public Pixels {
      Objects.requireNonNull(stage, "stage");
    }
  }

  /**
   * What is being made beside frames.
   *
   * @param kind what it is
   * @param fraction how much of it is done, 0 to 1, of all movies together; falls where its worker
   *     is lost
   * @param remaining an estimate of how long it takes still, or empty while there is nothing to go
   *     by
   */
  public record Making(Kind kind, double fraction, Optional<Duration> remaining) {
    /** What can be made. */
    public enum Kind {
      /** The results of the scene's simulations, before its frames. */
      BAKE,
      /** Movies, of all frames. */
      MOVIE,
      /** Something that this version does not know. */
      OTHER
    }

    /** Checks that all is there. */
    public Making {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(remaining, "remaining");
    }
  }

  /** What is being done for a still. */
  public enum Stage {
    /** Its parts are rendered. */
    RENDERING,
    /** All parts are there and are joined to one picture. */
    JOINING,
    /** A renderer makes the picture that was asked for from the joined one. */
    FINISHING,
    /** Something that this version does not know. */
    OTHER
  }
}

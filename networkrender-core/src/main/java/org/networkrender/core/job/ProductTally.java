package org.networkrender.core.job;

import java.util.Map;
import java.util.Optional;
import org.networkrender.core.events.JobTotals.Making;
import org.networkrender.core.task.BakeTask;
import org.networkrender.core.task.EncodeTask;
import org.networkrender.core.task.JobTask;

/**
 * How far the bake of a job and its movies are, and what share of the work they are: counted in
 * frames, as all that a job does. Belongs to the farm's thread.
 */
final class ProductTally {
  /** What a bake counts for each frame of the job while nobody knows how long a frame takes. */
  private static final double BAKE = 0.05;

  /** What a movie counts for each frame. */
  private static final double MOVIE = 0.02;

  private final int frames;
  private final boolean bakes;
  private final int movies;
  private final Pace baking = new Pace();
  private final Pace encoding = new Pace();
  private boolean baked;
  private long bakeNanos;
  private int encoded;
  private double bakeFraction;
  private double movieFraction;
  private Optional<Making> making = Optional.empty();

  /**
   * Begins.
   *
   * @param frames how many the job has
   * @param bakes whether its scene is baked first
   * @param movies how many movies are made of them
   */
  ProductTally(int frames, boolean bakes, int movies) {
    this.frames = frames;
    this.bakes = bakes;
    this.movies = movies;
  }

  /** The scene was baked, in that time. */
  void baked(long nanos) {
    baked = true;
    bakeNanos = nanos;
  }

  /** A movie is in its place. */
  void encoded() {
    encoded++;
  }

  boolean hasAllMovies() {
    return encoded == movies;
  }

  /** Takes down how much is done of each task that is worked at. */
  void look(long now, Map<JobTask, Double> fractions) {
    making = Optional.empty();
    bakeFraction = 0;
    movieFraction = 0;
    boolean encodes = false;
    for (Map.Entry<JobTask, Double> task : fractions.entrySet()) {
      if (task.getKey() instanceof BakeTask && !baked) {
        bakeFraction = task.getValue();
        making =
            Optional.of(new Making(Making.Kind.BAKE, bakeFraction, baking.left(now, bakeFraction)));
      } else if (task.getKey() instanceof EncodeTask) {
        encodes = true;
        movieFraction += task.getValue();
      }
    }
    if (encodes) {
      double all = Math.min(1, (encoded + movieFraction) / movies);
      making = Optional.of(new Making(Making.Kind.MOVIE, all, encoding.left(now, all)));
    }
  }

  /** Returns what is being made, as of the last look. */
  Optional<Making> making() {
    return making;
  }

  /** Returns whether nobody can know yet how long frames take. */
  boolean isBeforeFrames() {
    return bakes && !baked;
  }

  /**
   * Returns how many frames' worth all of it is.
   *
   * @param nanosPerFrame how long the farm takes for a frame, or 0 while that is not known
   */
  double all(double nanosPerFrame) {
    return bake(nanosPerFrame) + movies * MOVIE * frames;
  }

  /** Returns how many frames' worth of it is done. */
  double done(double nanosPerFrame) {
    double ofMovies = Math.min(movies, encoded + movieFraction) * MOVIE * frames;
    return bake(nanosPerFrame) * (baked ? 1 : bakeFraction) + ofMovies;
  }

  private double bake(double nanosPerFrame) {
    if (!bakes) {
      return 0;
    }
    return baked && nanosPerFrame > 0 ? bakeNanos / nanosPerFrame : BAKE * frames;
  }
}

package org.networkrender.core.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * How long a running attempt takes in all, and how much of that every part of it would take anew:
 * preparing the scene.
 *
 * @param attempt the attempt
 * @param whole nanoseconds of the whole
 * @param overhead how much of that is spent before the first pixel
 */
record TailGuess(AttemptState attempt, double whole, double overhead) {
  /** The most of a task that its first sign of progress may be, to tell anything of the rest. */
  private static final double MOST_AT_FIRST = 0.5;

  /**
   * Guesses from what the attempt itself has told, where nothing was rendered before; null when
   * that is nothing. Of the time until the first sign a quarter is taken for preparing, until the
   * next sign tells how much it was.
   */
  static @Nullable TailGuess alone(AttemptState running) {
    double first = running.firstFraction;
    if (first <= 0 || first > MOST_AT_FIRST) {
      return null;
    }
    double until = running.firstProgressAt - running.startedAt;
    double pixels = 0.75 * until / first;
    if (running.fraction > first) {
      double later = running.progressedAt - running.firstProgressAt;
      pixels = Math.min(until / first, later / (running.fraction - first));
    }
    double overhead = Math.max(0, until - first * pixels);
    return new TailGuess(running, overhead + pixels, overhead);
  }

  /**
   * Guesses from what the attempt has told when it was at least twice, and no part of it has to be
   * taken for anything; null otherwise.
   */
  static @Nullable TailGuess told(AttemptState running) {
    return running.signs > 1 ? alone(running) : null;
  }

  /**
   * Returns which share of a finished attempt was spent before the first pixel, or a negative
   * number when it did not tell.
   */
  static double share(AttemptState rendered, long nanos) {
    double first = rendered.firstFraction;
    if (first <= 0 || first > MOST_AT_FIRST) {
      return -1;
    }
    double until = rendered.firstProgressAt - rendered.startedAt;
    return Math.max(0, Math.min(1, (until / nanos - first) / (1 - first)));
  }

  /** Returns when the attempt will have ended. */
  double end(long now) {
    return TailEstimate.end(attempt.startedAt + whole, now);
  }
}

package org.networkrender.core.job;

import java.time.Duration;
import java.util.Optional;

/** How long something takes still that tells how far it is. */
final class Pace {
  /** With less done than this nothing is guessed. */
  private static final double LEAST = 0.02;

  private boolean begun;
  private long since;
  private double from;
  private double last;

  /**
   * Looks at it.
   *
   * @param now the time
   * @param fraction how much is done; where it falls, somebody else has begun anew
   * @return how long it takes still, or empty while there is nothing to go by
   */
  Optional<Duration> left(long now, double fraction) {
    if (!begun || fraction < last || fraction == 0) {
      begun = true;
      since = now;
      // What was done before the first look had no time that is known.
      from = fraction < last ? fraction : 0;
    }
    last = fraction;
    double gone = fraction - from;
    return gone < LEAST || now == since
        ? Optional.empty()
        : Optional.of(Duration.ofNanos((long) ((now - since) * (1 - fraction) / gone)));
  }
}

package org.networkrender.core.text;

import java.time.Duration;

/** Numbers and times in sentences for people. */
public final class PlainWords {
  private static final Duration LONG = Duration.ofMinutes(2);

  private PlainWords() {}

  /** Returns {@code 1 slot} or {@code 5 slots}. */
  public static String slots(int slots) {
    return slots == 1 ? "1 slot" : slots + " slots";
  }

  /**
   * Returns a rounded time: {@code 1 s}, {@code 40 s}, {@code 14 min}, {@code 1 h 20 min}, {@code
   * 75 h}.
   */
  public static String time(double seconds) {
    long whole = Math.max(1, Math.round(seconds));
    if (whole < 120) {
      return whole + " s";
    }
    long minutes = Math.round(seconds / 60);
    if (minutes < 60) {
      return minutes + " min";
    }
    long hours = minutes / 60;
    return hours >= 10 || minutes % 60 == 0
        ? Math.round(minutes / 60.0) + " h"
        : hours + " h " + minutes % 60 + " min";
  }

  /** Returns how long something is waited for, rounded up: nothing begins before it was said. */
  public static String wait(Duration time) {
    long seconds = time.plusSeconds(1).minusNanos(1).toSeconds();
    return time.compareTo(LONG) < 0 ? seconds + " s" : (seconds + 59) / 60 + " min";
  }

  /** Returns a time that somebody chose: {@code 30 s}, or {@code 300 ms} below a second. */
  public static String chosen(Duration time) {
    return time.toSeconds() > 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}

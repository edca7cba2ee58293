package org.networkrender.cli;

import java.time.Duration;
import java.util.Locale;

/** Times, for people. */
final class Times {
  private static final int SECONDS_A_DAY = 86_400;

  private Times() {}

  /** Returns {@code 0:41}, {@code 12:05}, {@code 3:07:09} or {@code 2 d 3:07:09}. */
  static String clock(Duration duration) {
    long seconds = Math.max(0, duration.plusMillis(500).toSeconds());
    long days = seconds / SECONDS_A_DAY;
    long hours = seconds % SECONDS_A_DAY / 3600;
    long minutes = seconds % 3600 / 60;
    long rest = seconds % 60;
    if (days == 0 && hours == 0) {
      return String.format(Locale.ROOT, "%d:%02d", minutes, rest);
    }
    String text = String.format(Locale.ROOT, "%d:%02d:%02d", hours, minutes, rest);
    return days == 0 ? text : days + " d " + text;
  }

  /** Returns {@code 1.4 s}, {@code 14 s} or, from two minutes on, {@code 2:00 min}. */
  static String seconds(double seconds) {
    if (seconds >= 7200) {
      return clock(Duration.ofMillis((long) (seconds * 1000))) + " h";
    }
    if (seconds >= 120) {
      return clock(Duration.ofMillis((long) (seconds * 1000))) + " min";
    }
    return String.format(Locale.ROOT, seconds < 9.95 ? "%.1f s" : "%.0f s", seconds);
  }
}

package org.networkrender.core.split;

/** Numbers in the sentences that tell what was chosen. */
final class PlainWords {
  private PlainWords() {}

  /** Returns {@code 1 slot} or {@code 5 slots}. */
  static String slots(int slots) {
    return slots == 1 ? "1 slot" : slots + " slots";
  }

  /** Returns {@code 1 s}, {@code 40 s}, {@code 14 min}, {@code 1 h 20 min} or {@code 75 h}. */
  static String time(double seconds) {
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
}

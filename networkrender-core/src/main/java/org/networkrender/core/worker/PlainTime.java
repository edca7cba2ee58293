package org.networkrender.core.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Times in words, for people. */
final class PlainTime {
  private PlainTime() {}

  /** Returns for example {@code 2 h}, {@code 1 h 30 min}, {@code 45 s} or {@code 0.5 s}. */
  static String of(Duration time) {
    if (time.toSeconds() == 0) {
      return time.toMillis() / 1000.0 + " s";
    }
    List<String> words = new ArrayList<>();
    add(words, time.toHours(), "h");
    add(words, time.toMinutesPart(), "min");
    if (time.toHours() == 0) {
      add(words, time.toSecondsPart(), "s");
    }
    return String.join(" ", words);
  }

  private static void add(List<String> words, long count, String unit) {
    if (count > 0) {
      words.add(count + " " + unit);
    }
  }
}

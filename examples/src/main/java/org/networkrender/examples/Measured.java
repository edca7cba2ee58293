package org.networkrender.examples;

import java.util.List;
import java.util.Locale;

/** What the benchmarks do with what they measured. */
final class Measured {
  private Measured() {}

  /** Returns the value in the middle, or the mean of the two in the middle. */
  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** Prints one line of results. */
  static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}

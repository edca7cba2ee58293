package org.networkrender.cli.hosts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long it took to notice something, measured several times, in seconds. */
final class Noticed {
  private final String what;
  private final List<Double> seconds = new ArrayList<>();

  Noticed(String what) {
    this.what = what;
  }

  void add(long nanos) {
    seconds.add(nanos / 1e9);
    Collections.sort(seconds);
  }

  double shortest() {
    return seconds.get(0);
  }

  double longest() {
    return seconds.get(seconds.size() - 1);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: noticed after %.2f to %.2f s, half of them within %.2f s (%d times)",
        what,
        seconds.get(0),
        longest(),
        seconds.get(seconds.size() / 2),
        seconds.size());
  }
}

package org.networkrender.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.networkrender.core.events.JobTotals.Making;

/** What is made beside frames, for people. */
final class Products {
  private Products() {}

  /** Returns {@code baking 42 %}. */
  static String line(Making making) {
    String what =
        switch (making.kind()) {
          case BAKE -> "baking";
          case MOVIE -> "making the movie";
          case OTHER -> "working";
        };
    long percent = (long) Math.floor(Math.min(1, Math.max(0, making.fraction())) * 100);
    return String.format(Locale.ROOT, "%s %d %%", what, percent);
  }

  /** Returns {@code , 0:41 left}, or nothing. */
  static String left(Optional<Duration> remaining) {
    return remaining.map(left -> ", " + Times.clock(left) + " left").orElse("");
  }
}

package org.networkrender.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.networkrender.core.order.PixelProgress;

/** Numbers of pixels, for people. */
final class Pixels {
  private static final long MILLION = 1_000_000;

  private Pixels() {}

  /** Returns {@code 12.3 of 151 Mpx}, and what is being done when that is not rendering. */
  static String line(PixelProgress progress) {
    String line =
        millions(progress.done(), progress) + " of " + millions(progress.total(), progress);
    return line
        + " Mpx"
        + switch (progress.stage()) {
          case RENDERING -> "";
          case JOINING -> ", joining";
          case FINISHING -> ", finishing";
        };
  }

  /** Rounds down, so that all of the pixels are never shown too early. */
  private static String millions(long pixels, PixelProgress progress) {
    int decimals = progress.total() < MILLION ? 3 : pixels < 100 * MILLION ? 1 : 0;
    return BigDecimal.valueOf(pixels)
        .divide(BigDecimal.valueOf(MILLION))
        .setScale(decimals, RoundingMode.DOWN)
        .toPlainString();
  }
}

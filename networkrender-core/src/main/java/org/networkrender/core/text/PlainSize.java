package org.networkrender.core.text;

import java.util.Locale;

/** Sizes of files for people. */
public final class PlainSize {
  private PlainSize() {}

  /** Returns a number of bytes in MB or GB, or in bytes if they are few. */
  public static String of(long bytes) {
    if (bytes < 100_000) {
      return bytes + " bytes";
    }
    return bytes < 1_000_000_000L
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}

package org.networkrender.core.wire;

import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A path inside a job's directory: relative, parts separated by {@code /}, each part a name that no
 * operating system takes for anything else.
 */
public final class JobPath {
  private static final int MAX_LENGTH = 1024;
  private static final int MAX_PART = 255;

  /** Names of devices on Windows; with any extension, and with spaces before that, they stay so. */
  private static final ImmutableSet<String> DEVICES =
      ImmutableSet.<String>builder()
          .add("con", "prn", "aux", "nul", "conin$", "conout$")
          .addAll(IntStream.range(0, 10).mapToObj(i -> "com" + i).iterator())
          .addAll(IntStream.range(0, 10).mapToObj(i -> "lpt" + i).iterator())
          .build();

  private static final int ASCII = 128;
  private static final char DELETE = 127;

  private JobPath() {}

  /**
   * Checks a path.
   *
   * @return the same path
   * @throws IllegalArgumentException if it could lead out of the directory or is not a plain name
   */
  public static String check(String path) {
    if (path.length() > MAX_LENGTH || !areAllPlain(path)) {
      throw new IllegalArgumentException("'" + cut(path) + "' is not a path inside a job");
    }
    return path;
  }

  private static boolean areAllPlain(String path) {
    int start = 0;
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', start)) {
      if (!isPlain(path.substring(start, end))) {
        return false;
      }
      start = end + 1;
    }
    return isPlain(path.substring(start));
  }

  /**
   * Returns the place of a path below a directory.
   *
   * @throws IllegalArgumentException as {@link #check} does
   */
  public static Path resolve(Path directory, String path) {
    Path place = directory.resolve(check(path)).normalize();
    if (!place.startsWith(directory.normalize())) {
      throw new IllegalArgumentException("'" + cut(path) + "' leads out of the job's directory");
    }
    return place;
  }

  /**
   * Returns what two paths have in common that some file system takes for one: they differ in the
   * case of letters, or in how accents are written.
   */
  public static String key(String path) {
    if (isAscii(path)) {
      return path.toLowerCase(Locale.ROOT);
    }
    // Both ways, because there are letters that are alike in one case only.
    String folded =
        Normalizer.normalize(path, Normalizer.Form.NFD)
            .toUpperCase(Locale.ROOT)
            .toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFD);
  }

  /** Returns a name made plain: what is not allowed becomes an underscore. */
  public static String plain(String part) {
    if (isPlain(part)) {
      return part;
    }
    String safe = part.replaceAll("[/\\\\:*?\"<>|\\p{Cntrl}]", "_");
    return isPlain(safe) ? safe : "_" + safe.replace('.', '_').replace(' ', '_');
  }

  private static boolean isPlain(String part) {
    int length = part.codePointCount(0, part.length());
    return length > 0
        && length <= MAX_PART
        && hasPlainLetters(part)
        && !part.endsWith(".")
        && !part.endsWith(" ")
        && !isDevice(part);
  }

  private static boolean hasPlainLetters(String part) {
    for (int i = 0; i < part.length(); i++) {
      switch (part.charAt(i)) {
        case '/', '\\', ':', '*', '?', '"', '<', '>', '|', DELETE -> {
          return false;
        }
        default -> {
          if (part.charAt(i) < ' ') {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static boolean isDevice(String part) {
    int end = part.indexOf('.');
    end = end < 0 ? part.length() : end;
    while (end > 0 && part.charAt(end - 1) == ' ') {
      end--;
    }
    return DEVICES.contains(part.substring(0, end).toLowerCase(Locale.ROOT));
  }

  private static boolean isAscii(String path) {
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) >= ASCII) {
        return false;
      }
    }
    return true;
  }

  private static String cut(String path) {
    return path.length() <= 100 ? path : path.substring(0, 100);
  }
}

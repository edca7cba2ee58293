package org.networkrender.core.wire;

import com.google.common.base.Splitter;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A path inside a job's directory: relative, parts separated by {@code /}, each part a name that no
 * operating system takes for anything else.
 */
public final class JobPath {
  private static final int MAX_LENGTH = 1024;
  private static final Pattern PART = Pattern.compile("[^/\\\\:*?\"<>|\\p{Cntrl}]{1,255}");

  /** Names of devices on Windows; with any extension, and with spaces before that, they stay so. */
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(?:con|prn|aux|nul|conin\\$|conout\\$|(?:com|lpt)[0-9]) *(?:\\..*)?");

  private JobPath() {}

  /**
   * Checks a path.
   *
   * @return the same path
   * @throws IllegalArgumentException if it could lead out of the directory or is not a plain name
   */
  public static String check(String path) {
    boolean plain = path.length() <= MAX_LENGTH;
    for (String part : Splitter.on('/').split(path)) {
      plain &= isPlain(part);
    }
    if (!plain) {
      throw new IllegalArgumentException("'" + cut(path) + "' is not a path inside a job");
    }
    return path;
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
    // Both ways, because there are letters that are alike in one case only.
    String folded =
        Normalizer.normalize(path, Normalizer.Form.NFD)
            .toUpperCase(Locale.ROOT)
            .toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFD);
  }

  /** Returns a name made plain: what is not allowed becomes an underscore. */
  public static String plain(String part) {
    String safe = part.replaceAll("[/\\\\:*?\"<>|\\p{Cntrl}]", "_");
    return isPlain(safe) ? safe : "_" + safe.replace('.', '_').replace(' ', '_');
  }

  private static boolean isPlain(String part) {
    return PART.matcher(part).matches()
        && !part.equals(".")
        && !part.equals("..")
        && !part.endsWith(".")
        && !part.endsWith(" ")
        && !DEVICE.matcher(part).matches();
  }

  private static String cut(String path) {
    return path.length() <= 100 ? path : path.substring(0, 100);
  }
}

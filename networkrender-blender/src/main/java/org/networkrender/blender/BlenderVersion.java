package org.networkrender.blender;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Blender version as far as pictures depend on it.
 *
 * @param major the first number of 3.4.1
 * @param minor the second number
 */
record BlenderVersion(int major, int minor) implements Comparable<BlenderVersion> {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(?:\\.\\d{1,3})?");
  private static final Comparator<BlenderVersion> ORDER =
      Comparator.comparingInt(BlenderVersion::major).thenComparingInt(BlenderVersion::minor);

  /** Returns the version that a file header's number stands for: 304 is 3.4. */
  static BlenderVersion ofHeader(int number) {
    return new BlenderVersion(number / 100, number % 100);
  }

  /** Reads 3.4 or 3.4.1; empty for any other text. */
  static Optional<BlenderVersion> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new BlenderVersion(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(BlenderVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}

package org.networkrender.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * The name of a picture file as a pattern: the last group of {@code #} stands for the frame number,
 * with leading zeros up to the group's length, for example {@code shot_####.png}. Without {@code #}
 * it is the name of one picture.
 *
 * @param pattern a plain file name (no directory)
 */
public record PictureName(String pattern) {
  /** File systems take 255 bytes; the rest is room for long frame numbers and temporary names. */
  private static final int MAX_BYTES = 200;

  private static final Pattern PLAIN =
      Pattern.compile("[^./\\\\:*?\"<>|\\p{C}][^/\\\\:*?\"<>|\\p{C}]*(?<![. ])");

  /** Names of devices on Windows, whatever comes after the first dot. */
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(?:CON|PRN|AUX|NUL|(?:COM|LPT)[#0-9]) *(?:\\..*)?");

  /** Checks that the pattern is a plain file name on every system. */
  public PictureName {
    if (!PLAIN.matcher(pattern).matches()
        || DEVICE.matcher(pattern).matches()
        || pattern.getBytes(UTF_8).length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "'" + pattern + "' is not a picture name like shot_####.png");
    }
  }

  /** Returns whether there is a place for the frame number, so that each frame has its own name. */
  public boolean hasFrameNumber() {
    return pattern.contains("#");
  }

  /** Returns the file name of a frame: {@code shot_####.png} and 7 give {@code shot_0007.png}. */
  public String forFrame(int frame) {
    return filled(digits -> padded(frame, digits));
  }

  /**
   * Returns the file name of what is made of a range of frames: {@code shot_####.mp4}, 1 and 24
   * give {@code shot_0001-0024.mp4}.
   */
  public String forFrames(int first, int last) {
    return filled(digits -> padded(first, digits) + '-' + padded(last, digits));
  }

  private String filled(IntFunction<String> number) {
    int end = pattern.lastIndexOf('#') + 1;
    if (end == 0) {
      return pattern;
    }
    int start = end;
    while (start > 0 && pattern.charAt(start - 1) == '#') {
      start--;
    }
    return pattern.substring(0, start) + number.apply(end - start) + pattern.substring(end);
  }

  private static String padded(int frame, int digits) {
    String number = Integer.toString(frame);
    return "0".repeat(Math.max(0, digits - number.length())) + number;
  }
}

package org.networkrender.blender;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of Blender's output, as every version up to 4.5 would print it. Since 5.0 a line begins
 * with time and category: {@code 00:02.177 reports | ERROR Cannot render, no camera}.
 */
final class BlenderLine {
  private static final Pattern PREFIX =
      Pattern.compile("^\\d{1,9}(?::\\d\\d){1,2}\\.\\d{1,6} +([\\w.]{1,80}) *\\| (.*)$");

  private BlenderLine() {}

  /** Returns what a line says, without time and category. */
  static String plain(String line) {
    Matcher matcher = PREFIX.matcher(line);
    if (!matcher.matches()) {
      return line;
    }
    String text = matcher.group(2).strip();
    // Only what an operator reports speaks against the picture; others may get over an error.
    return matcher.group(1).equals("reports") && text.startsWith("ERROR ")
        ? "Error: " + text.substring("ERROR ".length())
        : text;
  }
}

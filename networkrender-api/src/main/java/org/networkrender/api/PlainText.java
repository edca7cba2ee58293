package org.networkrender.api;

import java.util.regex.Pattern;

/**
 * Makes text from outside harmless where people read it. A file name, a worker's name, or a message
 * of another machine may hold characters that steer a terminal, forge a second line in a log, or
 * turn the order of what follows.
 */
public final class PlainText {
  /**
   * Control characters (C0 and C1, Unicode category Cc), lone surrogates, line and paragraph
   * separators, what changes the direction of text (Unicode Standard Annex 9), and characters that
   * nobody sees. Joiners within words stay.
   */
  private static final Pattern HARMFUL =
      Pattern.compile(
          "[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\x{61c}\\x{200b}\\x{200e}\\x{200f}\\x{202a}-\\x{202e}"
              + "\\x{2060}-\\x{2069}\\x{feff}\\x{fff9}-\\x{fffb}\\x{e0000}-\\x{e007f}]+");

  private PlainText() {}

  /**
   * Returns the text in one line, with a space for each run of characters that are not to be shown,
   * and none at its ends. May be called from any thread.
   */
  public static String line(String text) {
    return HARMFUL.matcher(text).replaceAll(" ").strip();
  }
}

package org.networkrender.cli;

/** Makes text from outside harmless for a terminal. */
final class CleanText {
  private CleanText() {}

  /** Returns the text in one line, without control characters. */
  static String line(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}

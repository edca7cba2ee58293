package org.networkrender.core.transport;

import java.nio.charset.StandardCharsets;
import org.networkrender.api.PlainText;

/** Texts that cross a border: one line, short, without control characters. */
final class PlainLine {
  private static final int MAX_CHARACTERS = 200;

  /** RFC 6455, 5.5: a control frame holds 125 bytes, of which the close code takes two. */
  private static final int MAX_CLOSE_BYTES = 123;

  private PlainLine() {}

  /** Returns the text without control characters, at most 200 characters of it. */
  static String of(String text) {
    String plain = PlainText.line(text);
    return plain.length() <= MAX_CHARACTERS
        ? plain
        : PlainText.line(plain.substring(0, MAX_CHARACTERS));
  }

  /** Returns as much of the text as a WebSocket close frame holds. */
  static String forClose(String text) {
    String plain = of(text);
    int end = plain.length();
    while (plain.substring(0, end).getBytes(StandardCharsets.UTF_8).length > MAX_CLOSE_BYTES) {
      end = plain.offsetByCodePoints(end, -1);
    }
    return plain.substring(0, end);
  }

  /** Returns what a person reads about an error. */
  static String of(Throwable error) {
    String message = error.getMessage();
    return of(message == null || message.isBlank() ? error.getClass().getSimpleName() : message);
  }
}

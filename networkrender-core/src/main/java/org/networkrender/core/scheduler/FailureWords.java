package org.networkrender.core.scheduler;

import java.util.Locale;
import java.util.StringJoiner;

/**
 * What the cause of a failure says, without all that differs from machine to machine: numbers,
 * paths, names of machines. Two failures whose words are equal, and not empty, are alike.
 */
public final class FailureWords {
  private FailureWords() {}

  /**
   * Returns the words of a cause, in lower case with one space between them; empty if it has none.
   *
   * @param cause what happened, in one line
   * @param names what the machine is called that it happened on
   */
  public static String of(String cause, String... names) {
    String rest = cause.toLowerCase(Locale.ROOT);
    for (String name : names) {
      if (!name.isBlank()) {
        rest = rest.replace(name.toLowerCase(Locale.ROOT), " ");
      }
    }
    StringJoiner words = new StringJoiner(" ");
    for (String token : rest.split("\\s+", -1)) {
      if (token.chars().noneMatch(FailureWords::isOfAPlace)) {
        String word = letters(token);
        if (!word.isEmpty()) {
          words.add(word);
        }
      }
    }
    return words.toString();
  }

  private static boolean isOfAPlace(int character) {
    return Character.isDigit(character) || character == '/' || character == '\\';
  }

  /** Returns what is left without the marks around a word. */
  private static String letters(String token) {
    int first = 0;
    int end = token.length();
    while (first < end && !Character.isLetter(token.charAt(first))) {
      first++;
    }
    while (end > first && !Character.isLetter(token.charAt(end - 1))) {
      end--;
    }
    return token.substring(first, end);
  }
}

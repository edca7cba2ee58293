package org.networkrender.core.worker;

/** What an exception of foreign code says of itself, as far as it can. */
final class ForeignWords {
  private ForeignWords() {}

  static String of(Throwable thrown) {
    try {
      return thrown.toString();
    } catch (RuntimeException | Error e) {
      // Its class may be foreign too, and its words are not worth a slot.
      return thrown.getClass().getName();
    }
  }
}

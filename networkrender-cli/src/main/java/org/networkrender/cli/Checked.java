package org.networkrender.cli;

import java.util.function.Supplier;
import org.networkrender.api.RenderException;

/** Turns what a settings record says about a bad value into an error of the user. */
final class Checked {
  private Checked() {}

  static <T> T value(Supplier<T> source) throws RenderException {
    try {
      return source.get();
    } catch (IllegalArgumentException e) {
      throw RenderException.user(String.valueOf(e.getMessage()), "");
    }
  }
}

package org.networkrender.api;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** What this machine can name its files; without a UTF-8 locale Java knows ASCII alone. */
public final class FileNames {
  /** Java's own name of the property; there is no method that tells it. */
  private static final String ENCODING = "sun.jnu.encoding";

  private FileNames() {}

  /**
   * Returns the path that a text names.
   *
   * @throws RenderException as {@link #error} makes it, if it names none
   */
  public static Path path(String text) throws RenderException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw error(e);
    }
  }

  /**
   * Returns what a person reads where a path could not be made: of kind {@code WORKER} if this
   * machine cannot name the file although another one can, else of kind {@code USER}.
   */
  public static RenderException error(InvalidPathException cause) {
    String encoding = System.getProperty(ENCODING, "");
    boolean unicode = encoding.toUpperCase(Locale.ROOT).startsWith("UTF");
    if (unicode || cause.getInput().chars().allMatch(letter -> letter < 128)) {
      return new RenderException(
          ErrorKind.USER,
          "'" + cause.getInput() + "' is not a path: " + cause.getReason(),
          "",
          cause);
    }
    return new RenderException(
        ErrorKind.WORKER,
        "This machine cannot name the file '"
            + cause.getInput()
            + "', since Java was started without a UTF-8 locale (its file names are "
            + encoding
            + ")",
        "Set LC_ALL=C.UTF-8 before it starts",
        cause);
  }
}

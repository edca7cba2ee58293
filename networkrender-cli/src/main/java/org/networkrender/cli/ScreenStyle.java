package org.networkrender.cli;

import java.nio.charset.Charset;
import java.util.Map;
import org.jline.terminal.Terminal;

/**
 * What a terminal can show.
 *
 * @param width columns
 * @param height rows
 * @param colour whether to use colours
 * @param unicode whether to draw bars with lines rather than with letters
 */
record ScreenStyle(int width, int height, boolean colour, boolean unicode) {
  private static final int USUAL_WIDTH = 80;
  private static final int USUAL_HEIGHT = 24;

  /** Looks at a terminal as it is now; its size may change at any time. */
  static ScreenStyle of(Terminal terminal, Map<String, String> environment) {
    int width = terminal.getWidth() > 0 ? terminal.getWidth() : USUAL_WIDTH;
    int height = terminal.getHeight() > 0 ? terminal.getHeight() : USUAL_HEIGHT;
    Charset charset = terminal.encoding();
    return new ScreenStyle(
        width,
        height,
        environment.getOrDefault("NO_COLOR", "").isEmpty(),
        charset.newEncoder().canEncode(Bar.DRAWN));
  }
}

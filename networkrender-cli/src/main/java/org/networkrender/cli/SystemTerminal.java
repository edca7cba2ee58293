package org.networkrender.cli;

import java.io.IOException;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The terminal that this process writes to. */
final class SystemTerminal {
  private SystemTerminal() {}

  /** Returns the terminal, or empty when the standard output is a file, a pipe or a dumb one. */
  static Optional<Terminal> open() {
    // The line drawing of old terminals shows letters where it is not understood.
    System.setProperty(TerminalBuilder.PROP_DISABLE_ALTERNATE_CHARSET, "true");
    try {
      // Its own signal handling stays off, so that Ctrl-C reaches this process as a signal.
      Terminal terminal =
          TerminalBuilder.builder()
              .system(true)
              .systemOutput(TerminalBuilder.SystemOutput.SysOut)
              .nativeSignals(false)
              .dumb(true)
              .build();
      if (!terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
        return Optional.of(terminal);
      }
      terminal.close();
    } catch (IOException | IllegalStateException e) {
      // Without a terminal that can be driven, plain lines do.
      return Optional.empty();
    }
    return Optional.empty();
  }
}

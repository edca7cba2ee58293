package org.networkrender.cli;

import java.io.IOException;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/** The terminal that this process writes to. */
final class SystemTerminal implements Surroundings.Terminals {
  /** Returns the terminal, or empty when the standard output is a file, a pipe or a dumb one. */
  @Override
  public Optional<Terminal> open() {
    Optional<Boolean> known = isTerminal(SystemStream.Output);
    if (known.equals(Optional.of(false))) {
      return Optional.empty();
    }
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
              // The other way to look asks eight programs, and takes a quarter of a second.
              .exec(known.isEmpty())
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

  @Override
  public boolean canAsk() {
    return isTerminal(SystemStream.Input).orElse(false)
        && isTerminal(SystemStream.Output).orElse(false);
  }

  /** Whether a stream is one; empty when the library cannot ask the system itself. */
  private static Optional<Boolean> isTerminal(SystemStream stream) {
    try {
      return Optional.of(TerminalProvider.load("jni").isSystemStream(stream));
    } catch (IOException | LinkageError e) {
      // Not every system has its part of the library.
      return Optional.empty();
    }
  }
}

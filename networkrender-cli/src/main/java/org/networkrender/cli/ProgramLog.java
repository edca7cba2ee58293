package org.networkrender.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.networkrender.api.PlainText;

/** The log of this program: warnings in one line each, or everything. */
final class ProgramLog extends Handler {
  private final Consumer<String> usual;
  private volatile Consumer<String> sink;
  private volatile boolean verbose;

  ProgramLog(Consumer<String> sink) {
    this.usual = sink;
    this.sink = sink;
    setFormatter(new Lines());
  }

  /** Takes the place of all handlers of the Java logging system. */
  void install(boolean everything) {
    verbose = everything;
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    setLevel(everything ? Level.ALL : Level.WARNING);
    root.setLevel(everything ? Level.FINE : Level.WARNING);
    root.addHandler(this);
  }

  /** Sends the lines elsewhere, until the returned thing is closed. */
  Interrupts.Registration divert(Consumer<String> elsewhere) {
    sink = elsewhere;
    return () -> sink = usual;
  }

  boolean isVerbose() {
    return verbose;
  }

  @Override
  public void publish(LogRecord logRecord) {
    if (isLoggable(logRecord)) {
      sink.accept(getFormatter().format(logRecord));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  private final class Lines extends Formatter {
    @Override
    public String format(LogRecord logRecord) {
      String level = logRecord.getLevel().getName().toLowerCase(Locale.ROOT);
      String line = level + ": " + PlainText.line(formatMessage(logRecord));
      Throwable thrown = logRecord.getThrown();
      if (thrown == null) {
        return line;
      }
      return verbose ? line + System.lineSeparator() + trace(thrown) : line + ": " + thrown;
    }
  }

  static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString().stripTrailing();
  }
}

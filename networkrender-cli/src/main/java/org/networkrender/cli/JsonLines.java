package org.networkrender.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.networkrender.core.events.CommandLines;

/** JSON on the standard output, one object a line, and commands from the standard input. */
final class JsonLines {
  private static final int ASCII = 0x7f;

  private JsonLines() {}

  /** Prints a line at once. In ASCII: the encoding of the standard output is anybody's guess. */
  static void print(PrintWriter out, String json) {
    StringBuilder line = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char unit = json.charAt(i);
      if (unit < ASCII) {
        line.append(unit);
      } else {
        line.append("\\u%04x".formatted((int) unit));
      }
    }
    out.println(line);
    out.flush();
  }

  /**
   * Carries out commands, on a daemon thread; what goes on does not end with the input.
   *
   * @param commands carries out a line and returns the answer
   * @param ended is called when no command will come any more
   */
  static void listen(
      InputStream in, UnaryOperator<String> commands, Consumer<String> answers, Runnable ended) {
    Thread thread =
        new Thread(
            () -> {
              try {
                CommandLines.run(in, commands, answers);
              } catch (IOException e) {
                // An input that breaks has ended, and nobody is left to be told.
                ended.run();
                return;
              }
              ended.run();
            },
            "commands");
    thread.setDaemon(true);
    thread.start();
  }
}

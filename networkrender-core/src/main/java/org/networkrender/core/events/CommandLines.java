package org.networkrender.core.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.channels.Channels;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Commands that come in as lines, for example from the standard input. */
public final class CommandLines {
  private CommandLines() {}

  /**
   * Reads lines and answers each, until there are no more. Returns when the input ends, or after a
   * line that is too long or no UTF-8.
   *
   * @param in the lines; is not closed
   * @param commands carries out a line and returns the answer, as {@link CommandJson#run} and
   *     {@link WorkerCommandJson#run} do
   * @param answers is given the answer to each
   * @throws IOException if the input cannot be read
   */
  public static void run(InputStream in, UnaryOperator<String> commands, Consumer<String> answers)
      throws IOException {
    ChannelLines lines =
        new ChannelLines(
            Channels.newChannel(in),
            Channels.newChannel(OutputStream.nullOutputStream()),
            CommandJson.MOST_BYTES);
    try {
      for (Optional<String> line = lines.read(); line.isPresent(); line = lines.read()) {
        if (!line.get().isBlank()) {
          answers.accept(commands.apply(line.get()));
        }
      }
    } catch (ProtocolException e) {
      answers.accept(CommandJson.refused(String.valueOf(e.getMessage())));
    }
  }
}

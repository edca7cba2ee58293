package org.networkrender.core.events;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Function;

/**
 * A connection to a job or a worker that runs in another program. One thread may read while another
 * one sends and a third one closes.
 *
 * @param <C> the commands that it takes
 */
public final class Attachment<C> implements Closeable {
  private final SocketChannel channel;
  private final ChannelLines lines;
  private final Function<C, String> encode;

  /**
   * Takes a channel that is connected.
   *
   * @param mostRead the most bytes that a line may have
   * @param encode writes a command as a line
   */
  Attachment(SocketChannel channel, int mostRead, Function<C, String> encode) {
    this.channel = channel;
    this.lines = new ChannelLines(channel, mostRead);
    this.encode = encode;
  }

  /**
   * Waits for the next line: an event as {@link EventJson} writes it, or the answer to a command.
   *
   * @return the line without its end, or empty when it has ended or its program is gone
   * @throws IOException if the connection broke or was closed
   */
  public Optional<String> read() throws IOException {
    return lines.read();
  }

  /**
   * Sends a command. The answer is among the lines that are read.
   *
   * @throws IOException if the connection is broken
   */
  public void send(C command) throws IOException {
    lines.write(encode.apply(command));
  }

  /** Ends the connection; the job or worker goes on. Twice does nothing. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}

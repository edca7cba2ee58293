package org.networkrender.core.events;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * A connection to a job that runs in another program. One thread may read while another one sends
 * and a third one closes.
 */
public final class AttachedJob implements Closeable {
  private final SocketChannel channel;
  private final ChannelLines lines;

  AttachedJob(SocketChannel channel, ChannelLines lines) {
    this.channel = channel;
    this.lines = lines;
  }

  /**
   * Waits for the next line: an event as {@link EventJson} writes it, or the answer to a command.
   *
   * @return the line without its end, or empty when the job has ended or its program is gone
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
  public void send(JobCommand command) throws IOException {
    lines.write(CommandJson.encode(command));
  }

  /** Ends the connection; the job goes on. Twice does nothing. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}

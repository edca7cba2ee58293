package org.networkrender.core.events;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Lines of text over a socket that blocks. One thread may read while others write. Not by the
 * streams of {@link java.nio.channels.Channels}: there, up to Java 18, whoever reads holds whoever
 * writes.
 */
final class ChannelLines {
  private static final int CHUNK = 16 * 1024;

  private final ReadableByteChannel in;
  private final WritableByteChannel out;
  private final int most;
  private final ByteBuffer came = ByteBuffer.allocate(CHUNK).flip();
  private final Object writing = new Object();

  /**
   * Takes a socket.
   *
   * @param most so many bytes a line that is read may have
   */
  ChannelLines(SocketChannel channel, int most) {
    this(channel, channel, most);
  }

  /** As for a socket, for what is read and written apart. */
  ChannelLines(ReadableByteChannel in, WritableByteChannel out, int most) {
    this.in = in;
    this.out = out;
    this.most = most;
  }

  /**
   * Waits for the next line.
   *
   * @return the line without its end, or empty when the other side writes no more
   * @throws ProtocolException if the line is too long or no UTF-8; says so in plain words
   * @throws IOException if the socket was closed or is broken
   */
  Optional<String> read() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      if (!came.hasRemaining() && !fill()) {
        return line.size() == 0 ? Optional.empty() : Optional.of(text(line));
      }
      byte next = came.get();
      if (next == '\n') {
        return Optional.of(text(line));
      }
      if (line.size() == most) {
        throw new ProtocolException("a line is longer than " + most + " bytes");
      }
      line.write(next);
    }
  }

  private boolean fill() throws IOException {
    came.clear();
    int read = in.read(came);
    came.flip();
    return read > 0;
  }

  private static String text(ByteArrayOutputStream line) throws ProtocolException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(line.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ProtocolException("a line is not UTF-8");
    }
  }

  /** Writes a line and its end; waits as long as the other side does not read. */
  void write(String line) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
    synchronized (writing) {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    }
  }
}

package org.networkrender.api.transport;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.networkrender.api.Sha256;

/** Is told what comes in on one connection. */
public interface ConnectionHandler {

  /**
   * A message came in. Called for one message after the other, never two at a time; must return
   * soon and not wait for the connection.
   */
  void message(String message);

  /**
   * The other side asks for a blob. Called on a thread that may block; the channel is read by one
   * thread and closed by the transport.
   *
   * @throws IOException if there is no such blob here; the other side is told
   */
  SeekableByteChannel blob(Sha256 blob) throws IOException;

  /**
   * The other side is in the same process and would read a blob where it lies. May be called from
   * any thread; returns at once.
   *
   * @return the file that holds it; empty where it is to be fetched
   */
  default Optional<Path> file(Sha256 blob) {
    return Optional.empty();
  }

  /**
   * The connection has ended. Called once, after the last message.
   *
   * @param reason why, in one plain line; may be empty
   */
  void closed(String reason);
}

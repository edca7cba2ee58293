package org.networkrender.core.transport;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.networkrender.api.Sha256;

/**
 * The bare way to the other side: carries texts and frames in order, and nothing else. Its methods
 * return at once, may be called from any thread, and do nothing on a link that has ended.
 */
interface Link {
  /** Returns false if the other side has not taken too much of what was sent before. */
  boolean send(String message);

  /** Returns false if the other side has not taken too much of what was sent before. */
  boolean send(ByteBuffer frame);

  /** Returns the file in which the other side, in this process, holds a blob; else empty. */
  default Optional<Path> file(Sha256 blob) {
    return Optional.empty();
  }

  /** Ends the link after what was sent; by force if the other side does not take it soon. */
  void close(String reason);

  /** Leaves the ending to the other side, which was asked for it; by force if it does not soon. */
  void closeLater();
}

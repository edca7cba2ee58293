package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Blob;

/** Where contents come from. */
@FunctionalInterface
public interface ContentSource {
  /**
   * Writes a content into a sink, from an offset to the end; blocks until that is done.
   *
   * @throws IOException if it cannot be had or the sink fails
   * @throws InterruptedException if the thread was interrupted
   */
  void fetch(Sha256 content, long offset, long bytes, WritableByteChannel sink)
      throws IOException, InterruptedException;

  /**
   * Writes several whole contents into a sink, one behind the other; blocks until that is done.
   *
   * @throws IOException if one cannot be had or the sink fails
   * @throws InterruptedException if the thread was interrupted
   */
  default void fetch(List<Blob> contents, WritableByteChannel sink)
      throws IOException, InterruptedException {
    for (Blob each : contents) {
      fetch(each.content(), 0, each.bytes(), sink);
    }
  }
}

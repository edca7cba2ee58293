package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import org.networkrender.api.Sha256;

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
}

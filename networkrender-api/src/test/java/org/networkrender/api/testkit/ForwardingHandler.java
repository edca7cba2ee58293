package org.networkrender.api.testkit;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.function.Consumer;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.ConnectionHandler;

/** Gives messages to a function; has no blobs. */
record ForwardingHandler(Consumer<String> messages) implements ConnectionHandler {
  @Override
  public void message(String message) {
    messages.accept(message);
  }

  @Override
  public SeekableByteChannel blob(Sha256 blob) throws IOException {
    throw new IOException("no content here");
  }

  @Override
  public void closed(String reason) {
    messages.accept("closed " + reason);
  }
}

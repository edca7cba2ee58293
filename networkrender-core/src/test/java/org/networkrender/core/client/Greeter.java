package org.networkrender.core.client;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.ConnectionHandler;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.providers.Providers;
import org.networkrender.core.wire.Message;
import org.networkrender.core.wire.MessageCodec;

/** A client that greets a worker and listens to the answer. */
final class Greeter implements ConnectionHandler, AutoCloseable {
  private final CompletableFuture<Message.Welcome> welcome = new CompletableFuture<>();
  private final Connection connection;

  /** Greets by a client's number. */
  Greeter(Endpoint place, String client) throws Exception {
    connection = Providers.load().transport("websocket").connect(place, this);
    connection.send(MessageCodec.encode(new Message.Hello(Message.PROTOCOL, client, "greeter")));
  }

  /** Returns by which of the worker's addresses the client is there, as that says. */
  List<String> alsoAt() throws Exception {
    return welcome.get(60, TimeUnit.SECONDS).alsoAt();
  }

  @Override
  public void message(String text) {
    if (MessageCodec.decode(text) instanceof Message.Welcome answer) {
      welcome.complete(answer);
    }
  }

  @Override
  public SeekableByteChannel blob(Sha256 blob) throws IOException {
    throw new IOException("it has none");
  }

  @Override
  public void closed(String reason) {
    welcome.completeExceptionally(new IOException(reason));
  }

  @Override
  public void close() {
    connection.close("done");
  }
}

package org.networkrender.core.pool;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.ConnectionHandler;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.assets.SharedContents;
import org.networkrender.core.thread.FarmThread;
import org.networkrender.core.wire.LinkLiveness;
import org.networkrender.core.wire.Message;
import org.networkrender.core.wire.MessageCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a {@link WorkerLink}, from the attempt to make it to its end. What the
 * transport calls, on its threads, goes to the link on the farm's thread, where all other methods
 * are called.
 */
final class LinkAttempt implements ConnectionHandler {
  private static final Logger log = LoggerFactory.getLogger(LinkAttempt.class);

  private final FarmThread thread;
  private final LinkLiveness liveness;
  private final SharedContents shared;
  private final WorkerLink link;
  private volatile @Nullable Connection connection;
  private @Nullable String refusal;

  LinkAttempt(FarmThread thread, LinkLiveness liveness, SharedContents shared, WorkerLink link) {
    this.thread = thread;
    this.liveness = liveness;
    this.shared = shared;
    this.link = link;
  }

  /** Makes the connection; waits for it, so it is called on a thread that may. */
  void connect(Transport transport, Endpoint endpoint) {
    try {
      Connection made = transport.connect(endpoint, this);
      thread.execute(() -> connected(made), () -> made.close("ended"));
    } catch (RenderException e) {
      thread.execute(() -> ended(String.valueOf(e.getMessage())));
    }
  }

  private void connected(Connection made) {
    connection = made;
    if (link.connected(this)) {
      liveness.heard();
    } else {
      made.close("not needed any more");
    }
  }

  void send(Message message) {
    Connection current = connection;
    if (current != null) {
      current.send(MessageCodec.encode(message));
    }
  }

  CompletableFuture<Void> fetch(Sha256 blob, long offset, long size, WritableByteChannel sink) {
    Connection current = connection;
    if (current == null) {
      return CompletableFuture.failedFuture(hasEnded());
    }
    return current.fetch(blob, offset, size, liveness.watch(sink));
  }

  static IOException hasEnded() {
    return new IOException("the link has ended");
  }

  /** Returns what to say of a worker that is silent for too long. */
  Optional<String> silence() {
    // Until there is a connection the transport says what is wrong, and knows it better.
    return connection == null ? Optional.empty() : liveness.silence().map(LinkLiveness::notice);
  }

  /** Returns where the worker is, as the transport knows it; empty while there is no connection. */
  Optional<String> address() {
    return Optional.ofNullable(connection).map(made -> made.peer().address());
  }

  long lastHeard() {
    return liveness.lastHeard();
  }

  /** The worker has said why it will end the connection: that is what is told then. */
  void refused(String reason) {
    refusal = reason;
  }

  /** Ends the connection, and tells the link so. */
  void end(String reason) {
    close(reason);
    ended(reason);
  }

  /** Ends the connection if there is one; the link is not told. */
  void close(String reason) {
    Connection current = connection;
    if (current != null) {
      current.close(reason);
    }
  }

  private void ended(String reason) {
    link.ended(this, refusal != null ? refusal : reason);
  }

  @Override
  public void message(String text) {
    liveness.heard();
    try {
      Message message = MessageCodec.decode(text);
      thread.execute(() -> received(message));
    } catch (IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage());
      thread.execute(() -> end(reason));
    }
  }

  /** Whatever is wrong here with what a worker has said, it ends that worker's connection alone. */
  private void received(Message message) {
    try {
      link.received(this, message);
    } catch (RuntimeException | Error e) {
      log.error("a defect while a message of a worker was handled", e);
      end("a defect of this program while its message was handled: " + e);
    }
  }

  @Override
  public SeekableByteChannel blob(Sha256 blob) throws IOException {
    return liveness.watch(shared.open(blob));
  }

  @Override
  public Optional<Path> file(Sha256 blob) {
    return shared.file(blob);
  }

  @Override
  public void closed(String reason) {
    thread.execute(() -> ended(reason.isEmpty() ? "the connection ended" : reason));
  }
}

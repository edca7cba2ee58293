package org.networkrender.core.transport;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Blob;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.ConnectionAcceptor;
import org.networkrender.api.transport.ConnectionHandler;
import org.networkrender.api.transport.Peer;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.transport.Frame.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One side of a connection over any {@link Link}: all rules of the protocol live here.
 *
 * <p>The link calls {@link #received} and {@link #end} from one thread at a time; neither blocks.
 */
final class PeerConnection implements Connection {
  private static final Logger log = LoggerFactory.getLogger(PeerConnection.class);

  /** What may wait for a handler that does not return: texts in memory, with their overhead. */
  private static final long MAX_UNDELIVERED_BYTES = 32L << 20;

  private static final int OVERHEAD_BYTES = 200;

  private final Link link;
  private final String remote;
  private final Peer peer;
  private final Optional<String> local;
  private final Executor delivery = TransportThreads.inOrder();
  private final CompletableFuture<ConnectionHandler> handler = new CompletableFuture<>();
  private final AtomicLong undelivered = new AtomicLong();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Uploads uploads = new Uploads(this::sendFrame, handler);
  private final Downloads downloads = new Downloads(this::sendFrame);

  private PeerConnection(Link link, String remote, Peer peer, Optional<String> local) {
    this.link = link;
    this.remote = remote;
    this.peer = peer;
    this.local = local;
  }

  /**
   * Returns a connection; the acceptor is asked on another thread, before anything is delivered.
   */
  static PeerConnection open(
      Link link, String remote, Peer peer, Optional<String> local, ConnectionAcceptor acceptor) {
    PeerConnection connection = new PeerConnection(link, remote, peer, local);
    connection.delivery.execute(
        () -> connection.guarded(() -> connection.handler.complete(acceptor.accept(connection))));
    return connection;
  }

  @Override
  public String remote() {
    return remote;
  }

  @Override
  public Peer peer() {
    return peer;
  }

  @Override
  public Optional<String> local() {
    return local;
  }

  @Override
  public void send(String message) {
    if (isTooLong(message)) {
      throw new IllegalArgumentException(
          "a message is longer than " + Transport.MAX_MESSAGE_BYTES + " bytes");
    }
    if (!ended.get() && !link.send(message)) {
      fail("the other side does not take what is sent");
    }
  }

  private void sendFrame(ByteBuffer frame) {
    if (!ended.get() && !link.send(frame)) {
      fail("the other side does not take what is sent");
    }
  }

  @Override
  public CompletableFuture<Void> fetch(
      Sha256 blob, long offset, long size, WritableByteChannel sink) {
    if (offset < 0 || size < offset) {
      throw new IllegalArgumentException("offset " + offset + " of " + size + " bytes");
    }
    return fetch(new AskedBlobs(List.of(new Blob(blob, size)), offset), sink);
  }

  @Override
  public CompletableFuture<Void> fetch(List<Blob> blobs, WritableByteChannel sink) {
    return fetch(new AskedBlobs(blobs, 0), sink);
  }

  private CompletableFuture<Void> fetch(AskedBlobs asked, WritableByteChannel sink) {
    Download download = new Download(asked, sink);
    downloads.add(download);
    return download.result;
  }

  @Override
  public Optional<Path> file(Sha256 blob) {
    return ended.get() ? Optional.empty() : link.file(blob);
  }

  /** Returns the file that this side gives away where it lies; empty before a handler is there. */
  Optional<Path> fileHere(Sha256 blob) {
    return handler.isDone() && !handler.isCompletedExceptionally()
        ? handler.join().file(blob)
        : Optional.empty();
  }

  @Override
  public void close(String reason) {
    String plain = PlainLine.of(reason);
    if (ended.compareAndSet(false, true)) {
      // The other side closes the link when it has read all: closing it here could cost what is
      // still on its way, for a TCP socket that is closed with unread input resets the connection.
      link.send(Frame.text(Kind.BYE, 0, plain));
      link.closeLater();
      finish(plain);
    }
  }

  /** A text came in. */
  void received(String message) {
    long cost = 2L * message.length() + OVERHEAD_BYTES;
    if (ended.get()) {
      return;
    }
    if (isTooLong(message)) {
      fail("a message is longer than " + Transport.MAX_MESSAGE_BYTES + " bytes");
    } else if (undelivered.addAndGet(cost) > MAX_UNDELIVERED_BYTES) {
      fail("messages come faster than they are handled");
    } else {
      delivery.execute(
          () -> {
            guarded(() -> handler.join().message(message));
            undelivered.addAndGet(-cost);
          });
    }
  }

  /** A frame came in. */
  void received(ByteBuffer bytes) {
    try {
      Frame frame = Frame.parse(bytes);
      if (ended.get() && frame.kind() != Kind.BYE) {
        return;
      }
      switch (frame.kind()) {
        case GET -> uploads.get(frame);
        case DATA -> downloads.data(frame);
        case ACK -> uploads.acknowledged(frame);
        case END -> downloads.end(frame);
        case FAIL -> downloads.fail(frame);
        case CANCEL -> uploads.cancel(frame);
        case BYE -> {
          end(frame.text());
          link.close(frame.text());
        }
      }
    } catch (ProtocolException e) {
      fail("broken rule: " + PlainLine.of(e));
    }
  }

  /** The link has ended. */
  void end(String reason) {
    if (ended.compareAndSet(false, true)) {
      finish(PlainLine.of(reason));
    }
  }

  private void fail(String reason) {
    if (ended.compareAndSet(false, true)) {
      log.debug("closing the connection to {}: {}", remote, reason);
      link.close(reason);
      finish(reason);
    }
  }

  private void finish(String reason) {
    uploads.end();
    downloads.end(reason);
    delivery.execute(() -> guarded(() -> handler.join().closed(reason)));
  }

  private void guarded(Runnable call) {
    if (handler.isCompletedExceptionally()) {
      return;
    }
    try {
      call.run();
    } catch (RuntimeException | Error e) {
      // A handler that throws is a defect above, or this peer's message was too much for it: this
      // connection is given up, the others live on.
      log.error("the handler of the connection to {} failed", remote, e);
      handler.completeExceptionally(e);
      fail("an internal error");
    }
  }

  private static boolean isTooLong(String message) {
    int characters = message.length();
    return characters > Transport.MAX_MESSAGE_BYTES
        || (characters * 3L > Transport.MAX_MESSAGE_BYTES
            && message.getBytes(StandardCharsets.UTF_8).length > Transport.MAX_MESSAGE_BYTES);
  }
}

package org.networkrender.core.transport;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.transport.Frame.Kind;

/**
 * The blobs that one side of a connection fetches. Those beyond {@link Uploads#MAX_OPEN} wait for
 * their turn. A transfer keeps its place until the other side has said END or FAIL, also when it
 * was cancelled: so both sides always agree on how many are open.
 */
final class Downloads {
  private final Consumer<ByteBuffer> wire;
  private final Map<Long, Download> open = new HashMap<>();
  private final Deque<Download> waiting = new ArrayDeque<>();
  private final AtomicLong unwritten = new AtomicLong();
  private long last;
  private @Nullable String ended;

  Downloads(Consumer<ByteBuffer> wire) {
    this.wire = wire;
  }

  void add(Download download) {
    synchronized (this) {
      if (ended == null) {
        waiting.add(download);
        startNext();
      } else {
        download.result.completeExceptionally(gone(ended));
        return;
      }
    }
    CompletableFuture<Void> unused =
        download.result.whenComplete((done, error) -> settled(download));
  }

  private synchronized void startNext() {
    Download next = open.size() < Uploads.MAX_OPEN ? waiting.poll() : null;
    if (next != null) {
      last++;
      open.put(last, next);
      // Inside the lock, because the other side expects transfers in the order of their numbers.
      wire.accept(Frame.get(last, next.asked));
    }
  }

  /** The future has an answer: if the other side did not give it, tell it to stop. */
  private synchronized void settled(Download download) {
    waiting.remove(download);
    for (long transfer : List.copyOf(open.keySet())) {
      if (open.get(transfer) == download) {
        wire.accept(Frame.of(Kind.CANCEL, transfer, 0));
      }
    }
  }

  void data(Frame frame) throws ProtocolException {
    Download download = find(frame);
    download.expect(frame);
    int length = frame.body().remaining();
    if (unwritten.addAndGet(length) > Transport.MAX_IN_FLIGHT_BYTES) {
      throw new ProtocolException("more data in flight than allowed");
    }
    download.writer.execute(
        () -> {
          download.write(frame);
          unwritten.addAndGet(-length);
          wire.accept(Frame.of(Kind.ACK, frame.transfer(), frame.offset() + length));
        });
  }

  void end(Frame frame) throws ProtocolException {
    Download download = find(frame);
    download.expectEnd();
    download.writer.execute(
        () -> {
          release(frame);
          download.result.complete(null);
        });
  }

  void fail(Frame frame) throws ProtocolException {
    Download download = find(frame);
    download.writer.execute(
        () -> {
          release(frame);
          download.result.completeExceptionally(new IOException(frame.text()));
        });
  }

  private synchronized Download find(Frame frame) throws ProtocolException {
    Download download = open.get(frame.transfer());
    if (download == null) {
      throw new ProtocolException("data that nobody asked for");
    }
    return download;
  }

  private synchronized void release(Frame frame) {
    open.remove(frame.transfer());
    startNext();
  }

  /** Fails all that is open. */
  void end(String reason) {
    List<Download> left = new ArrayList<>();
    synchronized (this) {
      ended = reason;
      left.addAll(open.values());
      left.addAll(waiting);
      open.clear();
      waiting.clear();
    }
    if (!left.isEmpty()) {
      // Not on the caller's thread, for what hangs on a future may take long; but on one for all,
      // however many the other side has let wait.
      TransportThreads.pool()
          .execute(() -> left.forEach(each -> each.result.completeExceptionally(gone(reason))));
    }
  }

  private static IOException gone(String reason) {
    return new IOException(
        reason.isEmpty() ? "the connection has ended" : "the connection has ended: " + reason);
  }
}

package org.networkrender.core.transport;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.networkrender.api.Sha256;

/** One blob that comes in. */
final class Download {
  final Sha256 blob;
  final long offset;
  final long size;
  final CompletableFuture<Void> result = new CompletableFuture<>();

  /** Writes into the sink, which may block. */
  final Executor writer = TransportThreads.inOrder();

  private final WritableByteChannel sink;

  /** Touched by the thread that frames come in on, and by no other. */
  private long received;

  Download(Sha256 blob, long offset, long size, WritableByteChannel sink) {
    this.blob = blob;
    this.offset = offset;
    this.size = size;
    this.sink = sink;
    this.received = offset;
  }

  /** Notes that a part has come in. */
  void expect(Frame data) throws ProtocolException {
    if (data.offset() != received) {
      throw new ProtocolException("data at " + data.offset() + " and not at " + received);
    }
    received += data.body().remaining();
    if (received > size) {
      throw new ProtocolException("more data than asked for");
    }
  }

  /** Checks that all has come in. */
  void expectEnd() throws ProtocolException {
    if (received != size) {
      throw new ProtocolException("an end at " + received + " of " + size + " bytes");
    }
  }

  /** Writes a part into the sink, unless nobody wants it any more. */
  void write(Frame data) {
    if (result.isDone()) {
      return;
    }
    try {
      if (!data.intact()) {
        throw new IOException("data was damaged on its way");
      }
      ByteBuffer body = data.body();
      while (body.hasRemaining()) {
        sink.write(body);
      }
    } catch (IOException e) {
      result.completeExceptionally(e);
    } catch (RuntimeException e) {
      // The sink is not ours: whatever it throws is the caller's answer, not our end.
      result.completeExceptionally(new IOException(PlainLine.of(e), e));
    }
  }
}

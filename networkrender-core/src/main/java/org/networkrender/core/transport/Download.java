package org.networkrender.core.transport;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A blob that comes in, or several one behind the other. */
final class Download {
  final AskedBlobs asked;
  final CompletableFuture<Void> result = new CompletableFuture<>();

  /** Writes into the sink, which may block. */
  final Executor writer = TransportThreads.inOrder();

  private final WritableByteChannel sink;

  /** Touched by the thread that frames come in on, and by no other. */
  private long received;

  Download(AskedBlobs asked, WritableByteChannel sink) {
    this.asked = asked;
    this.sink = sink;
    this.received = asked.offset();
  }

  /** Notes that a part has come in. */
  void expect(Frame data) throws ProtocolException {
    if (data.offset() != received) {
      throw new ProtocolException("data at " + data.offset() + " and not at " + received);
    }
    received += data.body().remaining();
    if (received > asked.bytes()) {
      throw new ProtocolException("more data than asked for");
    }
  }

  /** Checks that all has come in. */
  void expectEnd() throws ProtocolException {
    if (received != asked.bytes()) {
      throw new ProtocolException("an end at " + received + " of " + asked.bytes() + " bytes");
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

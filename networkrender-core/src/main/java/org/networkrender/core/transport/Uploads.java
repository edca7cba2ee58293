package org.networkrender.core.transport;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.networkrender.api.transport.ConnectionHandler;
import org.networkrender.core.transport.Frame.Kind;
import org.networkrender.core.transport.SendWindow.Share;

/** The blobs that one side of a connection sends: what the other side asked for with GET. */
final class Uploads {
  /** The most transfers of one direction that are open at a time. */
  static final int MAX_OPEN = 16;

  private final Consumer<ByteBuffer> wire;
  private final CompletionStage<ConnectionHandler> handler;
  private final SendWindow window = new SendWindow();
  private final ConcurrentMap<Long, Share> open = new ConcurrentHashMap<>();

  /** Touched by the thread that frames come in on, and by no other. */
  private long last;

  Uploads(Consumer<ByteBuffer> wire, CompletionStage<ConnectionHandler> handler) {
    this.wire = wire;
    this.handler = handler;
  }

  void get(Frame frame) throws ProtocolException {
    if (frame.transfer() <= last) {
      throw new ProtocolException("a transfer that was there already");
    }
    AskedBlobs asked = frame.asked();
    if (open.size() >= MAX_OPEN) {
      throw new ProtocolException("more than " + MAX_OPEN + " open transfers");
    }
    last = frame.transfer();
    long transfer = last;
    Share share = new Share(frame.offset());
    open.put(transfer, share);
    handler.thenAcceptAsync(there -> serve(there, transfer, asked, share), TransportThreads.pool());
  }

  void acknowledged(Frame frame) throws ProtocolException {
    Share share = open.get(frame.transfer());
    if (share == null) {
      throw new ProtocolException("an acknowledgement that was never owed");
    }
    if (window.acknowledge(share, frame.offset())) {
      open.remove(frame.transfer());
    }
  }

  void cancel(Frame frame) throws ProtocolException {
    if (frame.transfer() > last) {
      throw new ProtocolException("a cancel of a transfer that was never there");
    }
    // Without a share it is over already, which the other side did not know yet.
    Share share = open.get(frame.transfer());
    if (share != null) {
      window.cancel(share);
    }
  }

  void end() {
    window.end();
  }

  private void serve(ConnectionHandler from, long transfer, AskedBlobs asked, Share share) {
    ByteBuffer last;
    try (BlobReader source = new BlobReader(from, asked)) {
      boolean all = pump(source, transfer, asked, share);
      last =
          all
              ? Frame.of(Kind.END, transfer, asked.bytes())
              : Frame.text(Kind.FAIL, transfer, "cancelled");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      last = Frame.text(Kind.FAIL, transfer, "interrupted");
    } catch (IOException | RuntimeException e) {
      // The other side asked, so it is the one that has to know.
      last = Frame.text(Kind.FAIL, transfer, PlainLine.of(e));
    }
    if (window.finish(share)) {
      open.remove(transfer);
    }
    wire.accept(last);
  }

  private boolean pump(BlobReader source, long transfer, AskedBlobs asked, Share share)
      throws IOException, InterruptedException {
    long at = asked.offset();
    source.begin();
    while (at < asked.bytes()) {
      int length = (int) Math.min(Frame.CHUNK_BYTES, asked.bytes() - at);
      if (!window.acquire(share, length)) {
        return false;
      }
      ByteBuffer bytes = ByteBuffer.allocate(Frame.HEADER_BYTES + length);
      bytes.position(Frame.HEADER_BYTES);
      try {
        source.fill(bytes);
      } catch (IOException | RuntimeException e) {
        window.giveBack(share, length);
        throw e;
      }
      wire.accept(Frame.sealed(Kind.DATA, transfer, at, bytes));
      at += length;
    }
    return true;
  }
}

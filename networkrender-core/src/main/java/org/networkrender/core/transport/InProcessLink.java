package org.networkrender.core.transport;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.networkrender.api.Sha256;

/** One direction inside the process; what is sent arrives on another thread, in order. */
final class InProcessLink implements Link {
  private final CompletableFuture<PeerConnection> other;
  private final Runnable ended;
  private final Executor wire = TransportThreads.inOrder();

  /**
   * Leads to the other side.
   *
   * @param other is there a moment later
   * @param ended is run when this side closes
   */
  InProcessLink(CompletableFuture<PeerConnection> other, Runnable ended) {
    this.other = other;
    this.ended = ended;
  }

  @Override
  public boolean send(String message) {
    wire.execute(() -> other.join().received(message));
    return true;
  }

  @Override
  public boolean send(ByteBuffer frame) {
    wire.execute(() -> other.join().received(frame));
    return true;
  }

  @Override
  public Optional<Path> file(Sha256 blob) {
    return other.join().fileHere(blob);
  }

  @Override
  public void close(String reason) {
    wire.execute(() -> other.join().end(reason));
    closeLater();
  }

  @Override
  public void closeLater() {
    wire.execute(ended);
  }
}

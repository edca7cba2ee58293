package org.networkrender.api.transport;

import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.networkrender.api.Sha256;

/**
 * A living link between a client and a worker. All methods may be called from any thread.
 *
 * <p>A connection ends by {@link #close}, by the other side, by a broken link, or because a side
 * broke a rule; then {@link ConnectionHandler#closed} is called once on each side that still lives.
 */
public interface Connection extends AutoCloseable {

  /**
   * Returns what people call the other side: to who connected it is what was asked for, for example
   * {@code render-box:8080}.
   */
  String remote();

  /**
   * Returns who the other side is, as far as the transport knows it; always the same, also when the
   * connection has ended.
   */
  default Peer peer() {
    return Peer.at(remote());
  }

  /**
   * Returns at which address of this machine the connection ends, written as {@link Peer#address}
   * is: to who was connected to it is that by which the other side came.
   *
   * @return always the same, also when the connection has ended; empty where the transport has no
   *     addresses or does not know
   */
  default Optional<String> local() {
    return Optional.empty();
  }

  /**
   * Sends a message and returns at once. On a connection that has ended it does nothing: {@link
   * ConnectionHandler#closed} tells.
   *
   * @param message at most {@link Transport#MAX_MESSAGE_BYTES} of UTF-8
   * @throws IllegalArgumentException if it is longer
   */
  void send(String message);

  /**
   * Asks the other side for a blob and writes it into a sink, in order, from an offset to the end.
   *
   * <p>The sink is written by one thread at a time and may block: what has not been written is not
   * sent, up to {@link Transport#MAX_IN_FLIGHT_BYTES}. The sink is not closed. Several transfers
   * may run side by side. The content is not checked against the name: the caller does that.
   *
   * @param blob which content
   * @param offset the first byte, counted from 0
   * @param size the blob's whole size in bytes, at least {@code offset}
   * @param sink where the bytes go
   * @return completes when all bytes are in the sink, or exceptionally with an {@link
   *     java.io.IOException} when the other side does not have the blob, the sink fails, or the
   *     connection ends; cancelling it stops the transfer
   */
  CompletableFuture<Void> fetch(Sha256 blob, long offset, long size, WritableByteChannel sink);

  /**
   * Asks the other side for several whole blobs and writes them into one sink, one behind the other
   * in the order of the list, with nothing in between. For small ones this costs much less than a
   * transfer each. All that {@link #fetch(Sha256, long, long, WritableByteChannel)} says holds; the
   * first blob that the other side does not have, or not in that size, fails the transfer, and what
   * went before it may have been written or not.
   *
   * <p>This implementation fetches one after the other.
   *
   * @param blobs at least 1 and at most {@link Transport#MAX_BLOBS_AT_ONCE}
   * @param sink where the bytes go
   * @return completes when all bytes of all are in the sink
   * @throws IllegalArgumentException if there are none or too many, or all together are too large
   *     for a number
   */
  default CompletableFuture<Void> fetch(List<Blob> blobs, WritableByteChannel sink) {
    return BlobsInTurn.fetch(this, blobs, sink);
  }

  /**
   * Returns a file of the other side that holds a blob, where both sides are in one process and it
   * gives the file away as it lies: who may read it need not fetch it. It is not to be changed.
   *
   * @param blob which content
   * @return where it lies; empty over a network, where there is no such file, and when the
   *     connection has ended
   */
  default Optional<Path> file(Sha256 blob) {
    return Optional.empty();
  }

  /**
   * Closes the connection; messages sent before are still delivered where the link allows it. Twice
   * does nothing.
   *
   * @param reason why, in one plain line of at most 100 characters; the other side is told
   */
  void close(String reason);

  /** Closes the connection without a reason. */
  @Override
  default void close() {
    close("");
  }
}

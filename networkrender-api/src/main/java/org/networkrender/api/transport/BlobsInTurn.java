package org.networkrender.api.transport;

import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Fetches several blobs one after the other, for transports that cannot do better. */
final class BlobsInTurn {
  private final Connection connection;
  private final List<Blob> blobs;
  private final WritableByteChannel sink;
  private final CompletableFuture<Void> result = new CompletableFuture<>();

  private BlobsInTurn(Connection connection, List<Blob> blobs, WritableByteChannel sink) {
    this.connection = connection;
    this.blobs = List.copyOf(blobs);
    this.sink = sink;
  }

  static CompletableFuture<Void> fetch(
      Connection connection, List<Blob> blobs, WritableByteChannel sink) {
    BlobsInTurn fetching = new BlobsInTurn(connection, blobs, sink);
    fetching.next(0);
    return fetching.result;
  }

  private void next(int number) {
    if (result.isDone()) {
      return;
    }
    if (number == blobs.size()) {
      result.complete(null);
      return;
    }
    Blob blob = blobs.get(number);
    CompletableFuture<Void> one = connection.fetch(blob.content(), 0, blob.bytes(), sink);
    // Whoever cancels all wants this one no more; one that is done takes no notice.
    CompletableFuture<Void> unused = result.whenComplete((done, error) -> one.cancel(true));
    CompletableFuture<Void> unusedToo =
        one.whenComplete(
            (done, error) -> {
              if (error == null) {
                next(number + 1);
              } else {
                result.completeExceptionally(error);
              }
            });
  }
}

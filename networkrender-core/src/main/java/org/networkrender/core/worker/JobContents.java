package org.networkrender.core.worker;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Connection;
import org.networkrender.core.assets.ContentStore;
import org.networkrender.core.assets.CountingSink;
import org.networkrender.core.wire.LinkLiveness;

/** The contents that one client gives away, through this worker's store. Methods block. */
final class JobContents {
  private final Connection connection;
  private final LinkLiveness liveness;
  private final PickUp pickUp;
  private final ContentStore store;

  JobContents(Connection connection, LinkLiveness liveness, PickUp pickUp, ContentStore store) {
    this.connection = connection;
    this.liveness = liveness;
    this.pickUp = pickUp;
    this.store = store;
  }

  /** Makes sure that a content is here, and keeps it until the hold is closed. */
  ContentStore.Hold obtain(Sha256 content, long bytes) throws IOException, InterruptedException {
    return obtain(content, bytes, count -> {});
  }

  /**
   * The same.
   *
   * @param received is told the bytes of each piece that comes in
   */
  ContentStore.Hold obtain(Sha256 content, long bytes, LongConsumer received)
      throws IOException, InterruptedException {
    return store.obtain(
        content,
        bytes,
        connection,
        (blob, offset, size, sink) -> fetch(blob, offset, size, new CountingSink(sink, received)));
  }

  private void fetch(Sha256 content, long offset, long bytes, WritableByteChannel sink)
      throws IOException, InterruptedException {
    Object wait = new Object();
    pickUp.wanted(wait);
    CompletableFuture<Void> transfer =
        connection.fetch(
            content,
            offset,
            bytes,
            liveness.watch(new CountingSink(sink, count -> pickUp.wanted(wait))));
    try {
      transfer.get();
    } catch (ExecutionException e) {
      Throwable cause = Throwables.getRootCause(e);
      String words =
          cause instanceof IOException disk
              ? DiskWords.of(disk)
              : String.valueOf(cause.getMessage());
      throw new IOException(words, e);
    } catch (CancellationException e) {
      throw new IOException("the transfer was stopped", e);
    } catch (InterruptedException e) {
      transfer.cancel(true);
      throw e;
    } finally {
      pickUp.received(wait);
    }
  }
}

package org.networkrender.core.worker;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Blob;
import org.networkrender.api.transport.Connection;
import org.networkrender.core.assets.ContentSource;
import org.networkrender.core.assets.ContentStore;
import org.networkrender.core.assets.CountingSink;
import org.networkrender.core.assets.Guest;
import org.networkrender.core.assets.NoRoomException;
import org.networkrender.core.wire.LinkLiveness;

/** The contents that one client gives away, through this worker's store. Methods block. */
final class JobContents {
  private final Connection connection;
  private final LinkLiveness liveness;
  private final PickUp pickUp;
  private final ContentStore store;
  private final Guest guest;

  /**
   * Takes what a client gives away.
   *
   * @param guest on whose account it is kept
   */
  JobContents(
      Connection connection,
      LinkLiveness liveness,
      PickUp pickUp,
      ContentStore store,
      Guest guest) {
    this.connection = connection;
    this.liveness = liveness;
    this.pickUp = pickUp;
    this.store = store;
    this.guest = guest;
  }

  /**
   * Returns the client's own file of a content, if it is in this process; it must stay as it is.
   */
  Optional<Path> file(Sha256 content) {
    return connection.file(content);
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
    return store.obtain(content, bytes, guest, new FromClient(received));
  }

  /**
   * Makes sure that the contents of a bundle are here, and keeps them until their holds are closed.
   *
   * @param bundle as {@link Bundles} makes it
   * @param received is told the bytes of each piece that comes in
   */
  List<ContentStore.Hold> obtainBundle(List<Blob> bundle, LongConsumer received)
      throws IOException, InterruptedException {
    Blob first = bundle.get(0);
    return Bundles.isSmall(first)
        ? obtain(bundle, received)
        : List.of(obtain(first.content(), first.bytes(), received));
  }

  /**
   * Makes sure that several small contents are here, and keeps them until their holds are closed.
   *
   * @param received is told the bytes of each piece that comes in
   */
  List<ContentStore.Hold> obtain(Collection<Blob> contents, LongConsumer received)
      throws IOException, InterruptedException {
    return store.obtain(contents, guest, new FromClient(received));
  }

  private final class FromClient implements ContentSource {
    private final LongConsumer received;

    FromClient(LongConsumer received) {
      this.received = received;
    }

    @Override
    public void fetch(Sha256 content, long offset, long bytes, WritableByteChannel sink)
        throws IOException, InterruptedException {
      await(into -> connection.fetch(content, offset, bytes, into), sink);
    }

    @Override
    public void fetch(List<Blob> contents, WritableByteChannel sink)
        throws IOException, InterruptedException {
      await(into -> connection.fetch(contents, into), sink);
    }

    private void await(
        Function<WritableByteChannel, CompletableFuture<Void>> fetching, WritableByteChannel sink)
        throws IOException, InterruptedException {
      JobContents.this.await(fetching, new CountingSink(sink, received));
    }
  }

  private void await(
      Function<WritableByteChannel, CompletableFuture<Void>> fetching, WritableByteChannel sink)
      throws IOException, InterruptedException {
    Object wait = new Object();
    pickUp.wanted(wait);
    CompletableFuture<Void> transfer =
        fetching.apply(liveness.watch(new CountingSink(sink, count -> pickUp.wanted(wait))));
    try {
      transfer.get();
    } catch (ExecutionException e) {
      Throwable cause = Throwables.getRootCause(e);
      if (NoRoomException.isMeantBy(cause)) {
        throw new NoRoomException();
      }
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

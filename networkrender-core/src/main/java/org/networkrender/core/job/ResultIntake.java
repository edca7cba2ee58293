package org.networkrender.core.job;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.PixelSize;
import org.networkrender.api.Sha256;
import org.networkrender.core.image.BrokenPictureException;
import org.networkrender.core.image.MovieCheck;
import org.networkrender.core.image.PictureCheck;
import org.networkrender.core.image.PictureContent;
import org.networkrender.core.output.FrameFiles.FrameFile;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.wire.Message;

/**
 * Fetches the pictures of one attempt one after the other, checks them, and forces them to the
 * disk. It has a thread only while it does something: what is on its way costs none, so no worker
 * that is slow takes one from another.
 *
 * <p>Only {@link #cancel} and {@link #delivery} may be called from any thread.
 */
final class ResultIntake {
  private final Wanted wanted;
  private final Places places;
  private final ResultRoom room;
  private final Source source;
  private final Executor work;
  private final Outcome outcome;

  private final List<OutputDirectory.ReceivedPicture> pictures = new ArrayList<>();
  private List<Message.ResultFile> files = List.of();
  private @Nullable Path place;
  private @Nullable ResultSink sink;
  private boolean over;

  private DeliveryWatch.@Nullable Delivery delivery;
  private @Nullable CompletableFuture<Void> transfer;
  private boolean cancelled;

  /**
   * What an attempt is to give.
   *
   * @param files its files, in their order
   * @param size the size of its pictures
   * @param frames how many frames its movie has
   * @param bakeFault what a baked file lacks
   */
  record Wanted(
      List<FrameFile> files,
      PixelSize size,
      int frames,
      Function<Path, Optional<String>> bakeFault) {}

  /** Where a file of a name is written before it has its place. */
  @FunctionalInterface
  interface Places {
    Path of(String name);
  }

  /** Where blobs come from. */
  interface Source {
    /** A file of so many bytes is about to be fetched. */
    DeliveryWatch.Delivery expect(long bytes);

    CompletableFuture<Void> fetch(Sha256 blob, long size, WritableByteChannel sink);
  }

  /** Is told once what became of them, from any thread. */
  interface Outcome {
    /** The pictures are whole, of the right size, and on the disk. */
    void taken(List<OutputDirectory.ReceivedPicture> pictures);

    /**
     * They are not, and nothing is left of them.
     *
     * @param cause a {@link BrokenPictureException} if one is not what it should be, an {@link
     *     OutputException} if this machine cannot write, another {@link IOException} if the worker
     *     cannot give them, anything else if it could not be checked
     */
    void failed(Throwable cause);
  }

  /** Prepares; {@code work} is where files are written and looked at. */
  ResultIntake(
      Wanted wanted,
      Places places,
      ResultRoom room,
      Source source,
      Executor work,
      Outcome outcome) {
    this.wanted = wanted;
    this.places = places;
    this.room = room;
    this.source = source;
    this.work = work;
    this.outcome = outcome;
  }

  /**
   * Begins; to be called once.
   *
   * @param offered what the worker offers; the names are the expected ones
   */
  void start(List<Message.ResultFile> offered) {
    files = offered;
    perform(this::fetchNext);
  }

  /** What one thread does of it. */
  private interface Step {
    void run() throws BrokenPictureException, IOException;
  }

  private void perform(Step step) {
    try {
      work.execute(
          () -> {
            try {
              step.run();
            } catch (BrokenPictureException | IOException | RuntimeException | Error e) {
              fail(e);
            }
          });
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // There is no thread for it, or none any more.
      fail(e);
    }
  }

  private void fetchNext() throws IOException {
    int number = pictures.size();
    if (number == files.size()) {
      over = true;
      outcome.taken(List.copyOf(pictures));
      return;
    }
    Message.ResultFile file = files.get(number);
    FrameFile expected = wanted.files().get(number);
    ResultRoom.Guard guard = room.check(file, expected, wanted.size(), wanted.frames());
    place = places.of(file.name());
    ResultSink into = new ResultSink(place, guard);
    sink = into;
    DeliveryWatch.Delivery asked = source.expect(file.bytes());
    CompletableFuture<Void> fetching = source.fetch(file.content(), file.bytes(), into);
    if (!isWanted(fetching, asked)) {
      fetching.cancel(true);
    }
    CompletableFuture<Void> unused =
        fetching.whenComplete((done, error) -> perform(() -> arrived(file, expected, into, error)));
  }

  private synchronized boolean isWanted(
      CompletableFuture<Void> fetching, DeliveryWatch.Delivery asked) {
    transfer = fetching;
    delivery = asked;
    return !cancelled;
  }

  private void arrived(
      Message.ResultFile file, FrameFile expected, ResultSink into, @Nullable Throwable error)
      throws BrokenPictureException, IOException {
    if (error instanceof CancellationException) {
      throw new IOException("the transfer was stopped", error);
    } else if (error != null) {
      into.throwOwn();
      throw new IOException("a picture could not be fetched: " + reason(error), error);
    }
    into.finish(file.content());
    into.close();
    Path here = places.of(file.name());
    PictureContent picture = look(here, expected);
    pictures.add(
        new OutputDirectory.ReceivedPicture(expected.place(), here, file.content(), picture));
    fetchNext();
  }

  private static String reason(Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    return cause == null ? "unknown" : String.valueOf(cause.getMessage());
  }

  /** What a scene saves beside its pictures may be of any size, and nothing may be in it. */
  private PictureContent look(Path file, FrameFile expected)
      throws BrokenPictureException, IOException {
    switch (expected.kind()) {
      case PICTURE -> {
        return PictureCheck.check(file, expected.place(), wanted.size());
      }
      case FURTHER -> PictureCheck.checkAnySize(file, expected.place(), wanted.size());
      case MOVIE -> MovieCheck.check(file, expected.place(), wanted.frames());
      case BAKED -> {
        Optional<String> fault = wanted.bakeFault().apply(file);
        if (fault.isPresent()) {
          throw new BrokenPictureException("what it has baked is of no use: " + fault.get());
        }
      }
    }
    return PictureContent.UNSEEN;
  }

  private void fail(Throwable cause) {
    if (over) {
      return;
    }
    over = true;
    ResultSink last = sink;
    if (last != null) {
      try {
        last.close();
      } catch (IOException e) {
        // It is removed, whatever is in it.
        cause.addSuppressed(e);
      }
    }
    if (place != null) {
      OutputDirectory.discard(place);
    }
    pictures.forEach(picture -> OutputDirectory.discard(picture.file()));
    outcome.failed(cause);
  }

  /** Returns the file that is fetched; empty while none is, as when one is checked. */
  synchronized Optional<DeliveryWatch.Delivery> delivery() {
    return transfer == null || transfer.isDone() ? Optional.empty() : Optional.ofNullable(delivery);
  }

  /** Stops what comes in; may be called when it has ended. */
  void cancel() {
    CompletableFuture<Void> fetching;
    synchronized (this) {
      cancelled = true;
      fetching = transfer;
    }
    if (fetching != null) {
      fetching.cancel(true);
    }
  }
}

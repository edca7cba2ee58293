package org.networkrender.core.job;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.LongSupplier;
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
 * Fetches the pictures of one attempt, checks them, and forces them to the disk. Blocks; runs on a
 * thread of its own. Only {@link #cancel} and {@link #fetchingSince} may be called from another
 * thread.
 */
final class ResultIntake {
  /** What a picture may have more in bytes than one of the frame's own size. */
  private static final long OTHER_SIZES = 1L << 30;

  private final OutputDirectory output;
  private final long attempt;
  private final List<FrameFile> expected;
  private final PixelSize size;
  private final int frames;
  private final Function<Path, Optional<String>> bakeFault;
  private final BlobFetcher fetcher;
  private final LongSupplier clock;

  private long since;
  private @Nullable CompletableFuture<Void> transfer;
  private boolean cancelled;

  /** Where blobs come from. */
  @FunctionalInterface
  interface BlobFetcher {
    CompletableFuture<Void> fetch(Sha256 blob, long offset, long size, WritableByteChannel sink);
  }

  ResultIntake(
      OutputDirectory output,
      long attempt,
      List<FrameFile> expected,
      PixelSize size,
      int frames,
      Function<Path, Optional<String>> bakeFault,
      BlobFetcher fetcher,
      LongSupplier clock) {
    this.clock = clock;
    this.output = output;
    this.attempt = attempt;
    this.expected = expected;
    this.size = size;
    this.frames = frames;
    this.bakeFault = bakeFault;
    this.fetcher = fetcher;
  }

  /**
   * Takes the pictures in.
   *
   * @param files what the worker offers; the names are the expected ones
   * @return the pictures, whole, of the right size, and on the disk
   * @throws BrokenPictureException if one is not what it should be
   * @throws OutputException if this machine cannot write
   * @throws IOException if the worker cannot give them
   */
  List<OutputDirectory.ReceivedPicture> take(List<Message.ResultFile> files)
      throws BrokenPictureException, IOException, InterruptedException {
    List<OutputDirectory.ReceivedPicture> pictures = new ArrayList<>();
    try {
      for (int i = 0; i < files.size(); i++) {
        pictures.add(take(files.get(i), expected.get(i)));
      }
      return pictures;
    } catch (BrokenPictureException | IOException | InterruptedException | RuntimeException e) {
      pictures.forEach(picture -> OutputDirectory.discard(picture.file()));
      throw e;
    }
  }

  private OutputDirectory.ReceivedPicture take(Message.ResultFile file, FrameFile wanted)
      throws BrokenPictureException, IOException, InterruptedException {
    Path place = output.incoming(attempt, file.name());
    checkRoom(file, wanted);
    try {
      receive(file, place);
      PictureContent picture = look(place, wanted);
      return new OutputDirectory.ReceivedPicture(wanted.place(), place, file.content(), picture);
    } catch (BrokenPictureException | IOException | InterruptedException | RuntimeException e) {
      OutputDirectory.discard(place);
      throw e;
    }
  }

  /** What a scene saves beside its pictures may be of any size, and nothing may be in it. */
  private PictureContent look(Path place, FrameFile wanted)
      throws BrokenPictureException, IOException {
    switch (wanted.kind()) {
      case PICTURE -> {
        return PictureCheck.check(place, wanted.place(), size);
      }
      case FURTHER -> PictureCheck.checkAnySize(place, wanted.place(), size);
      case MOVIE -> MovieCheck.check(place, wanted.place(), frames);
      case BAKED -> {
        Optional<String> fault = bakeFault.apply(place);
        if (fault.isPresent()) {
          throw new BrokenPictureException("what it has baked is of no use: " + fault.get());
        }
      }
    }
    return PictureContent.UNSEEN;
  }

  /** Before a byte of it is fetched: a number that makes no sense must not fill this disk. */
  private void checkRoom(Message.ResultFile file, FrameFile wanted) throws IOException {
    if (file.bytes() > mostBytes(wanted)) {
      throw new IOException(
          "%s of %s pixels is said to have %d bytes".formatted(file.name(), size, file.bytes()));
    }
    long free = output.usableBytes();
    if (file.bytes() > free) {
      throw new OutputException(
          new IOException(
              "No space left on device: %s takes %d bytes of %d"
                  .formatted(file.name(), file.bytes(), free)));
    }
  }

  /** How long a movie is, and how much a simulation has to say, only the renderer knows. */
  private long mostBytes(FrameFile wanted) {
    return switch (wanted.kind()) {
      case PICTURE -> PictureCheck.mostBytes(wanted.sent(), size);
      case FURTHER -> PictureCheck.mostBytes(wanted.sent(), size) + OTHER_SIZES;
      case MOVIE, BAKED -> Long.MAX_VALUE;
    };
  }

  private void receive(Message.ResultFile file, Path place)
      throws IOException, InterruptedException {
    try (LocalSink sink = new LocalSink(place)) {
      await(fetcher.fetch(file.content(), 0, file.bytes(), sink), sink);
      sink.finish(file.content());
    }
  }

  private void await(CompletableFuture<Void> fetching, LocalSink sink)
      throws IOException, InterruptedException {
    synchronized (this) {
      since = clock.getAsLong();
      transfer = fetching;
      if (cancelled) {
        fetching.cancel(true);
      }
    }
    try {
      fetching.get();
    } catch (CancellationException e) {
      throw new IOException("the transfer was stopped", e);
    } catch (ExecutionException e) {
      sink.throwOwn();
      throw new IOException("a picture could not be fetched: " + reason(e), e);
    }
  }

  private static String reason(ExecutionException e) {
    return e.getCause() == null ? "unknown" : String.valueOf(e.getCause().getMessage());
  }

  /** Returns since when a file is fetched; empty while none is, as when one is checked. */
  synchronized OptionalLong fetchingSince() {
    return transfer == null || transfer.isDone() ? OptionalLong.empty() : OptionalLong.of(since);
  }

  synchronized void cancel() {
    cancelled = true;
    if (transfer != null) {
      transfer.cancel(true);
    }
  }

  /** This machine cannot write: no worker is at fault. */
  static final class OutputException extends IOException {
    private static final long serialVersionUID = 1L;

    OutputException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** A file on this machine, hashed while it is written, that remembers its own failures. */
  private static final class LocalSink implements WritableByteChannel {
    private final FileChannel channel;
    private final Hasher hasher = Hashing.sha256().newHasher();
    private volatile @Nullable IOException own;

    LocalSink(Path file) throws OutputException {
      try {
        channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
      } catch (IOException e) {
        throw new OutputException(e);
      }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      ByteBuffer bytes = source.duplicate();
      try {
        int count = channel.write(source);
        hasher.putBytes(bytes.limit(bytes.position() + count));
        return count;
      } catch (IOException e) {
        own = e;
        throw e;
      }
    }

    void throwOwn() throws OutputException {
      IOException failure = own;
      if (failure != null) {
        throw new OutputException(failure);
      }
    }

    void finish(Sha256 wanted) throws IOException {
      if (!Sha256.ofDigest(hasher.hash().asBytes()).equals(wanted)) {
        throw new IOException("a picture arrived changed");
      }
      try {
        channel.force(true);
      } catch (IOException e) {
        throw new OutputException(e);
      }
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}

package org.networkrender.core.job;

import java.io.IOException;
import java.nio.file.Path;
import org.networkrender.api.PixelSize;
import org.networkrender.core.image.PictureCheck;
import org.networkrender.core.output.FrameFiles.FrameFile;
import org.networkrender.core.text.PlainSize;
import org.networkrender.core.wire.Message;

/**
 * Whether a file that a worker announces has room here. The size is the worker's word, so what does
 * not fit is its fault, and no end of the job: that is only what could not be written. This
 * machine's own worker is believed.
 */
final class ResultRoom {
  /** Others may fill the disk up to this; files that are smaller are simply written. */
  static final long RESERVE = 256L << 20;

  /** What a picture may have more in bytes than one of the frame's own size. */
  private static final long OTHER_SIZES = 1L << 30;

  /** Four channels of 32 bits: no movie packs so badly. */
  private static final long MOVIE_BYTES_OF_A_PIXEL = 16;

  /** The sound of a frame, and what a movie notes of it. */
  private static final long MOVIE_BYTES_OF_A_FRAME = 1L << 20;

  /** Profiles and tables. */
  private static final long MOVIE_NOTES = 64L << 20;

  /** How much a simulation has to say only the renderer knows; nobody sends so much. */
  private static final long MOST_BAKED = 1L << 40;

  private static final long LOOK_EVERY = 16L << 20;

  private final Disk disk;
  private final Path place;
  private final boolean own;

  /** Tells how many more bytes can be written. */
  @FunctionalInterface
  interface Disk {
    long usableBytes() throws IOException;
  }

  /** Is told before bytes of a file are written. */
  @FunctionalInterface
  interface Guard {
    void before(int bytes) throws IOException;
  }

  /**
   * Looks at what one worker announces.
   *
   * @param place where it is to go, for people
   * @param own whether that worker is of this machine
   */
  ResultRoom(Disk disk, Path place, boolean own) {
    this.disk = disk;
    this.place = place;
    this.own = own;
  }

  /**
   * Checks a size before a byte is fetched: a number that makes no sense must not fill this disk.
   *
   * @param size the size of the job's pictures
   * @param frames how many frames a movie has
   * @return what is to be asked while the file is written
   * @throws OutputException if there is no room for a file that is really there
   * @throws IOException if it is too large
   */
  Guard check(Message.ResultFile file, FrameFile wanted, PixelSize size, int frames)
      throws IOException {
    long bytes = file.bytes();
    if (bytes > mostBytes(wanted, size, frames)) {
      throw new IOException(
          "%s of %s pixels is said to have %d bytes".formatted(file.name(), size, bytes));
    }
    if (bytes <= RESERVE) {
      return count -> {};
    }
    long free = disk.usableBytes();
    if (own) {
      if (bytes > free) {
        throw new OutputException(
            new IOException(
                "No space left on device: %s takes %d bytes of %d"
                    .formatted(file.name(), bytes, free)));
      }
      return count -> {};
    }
    if (bytes > free - RESERVE) {
      throw tooLarge(file, free);
    }
    return new Looks(file);
  }

  private IOException tooLarge(Message.ResultFile file, long free) {
    return new IOException(
        "%s is said to have %s, and of %s that are free in %s %s are kept free"
            .formatted(
                file.name(),
                PlainSize.of(file.bytes()),
                PlainSize.of(free),
                place,
                PlainSize.of(RESERVE)));
  }

  private static long mostBytes(FrameFile wanted, PixelSize size, int frames) {
    return switch (wanted.kind()) {
      case PICTURE -> PictureCheck.mostBytes(wanted.sent(), size);
      case FURTHER -> PictureCheck.mostBytes(wanted.sent(), size) + OTHER_SIZES;
      case MOVIE ->
          frames * (size.pixels() * MOVIE_BYTES_OF_A_PIXEL + MOVIE_BYTES_OF_A_FRAME) + MOVIE_NOTES;
      case BAKED -> MOST_BAKED;
    };
  }

  /** Several large files may come at once, and none of them may take what all need. */
  private final class Looks implements Guard {
    private final Message.ResultFile file;
    private long unlooked;

    Looks(Message.ResultFile file) {
      this.file = file;
    }

    @Override
    public void before(int bytes) throws IOException {
      unlooked += bytes;
      if (unlooked >= LOOK_EVERY) {
        unlooked = 0;
        long free = disk.usableBytes();
        if (free < RESERVE) {
          throw tooLarge(file, free);
        }
      }
    }
  }
}

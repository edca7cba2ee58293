package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongConsumer;
import org.networkrender.api.Sha256;

/** Copies files, so that no program that writes into one changes the other. */
final class FileCopy {
  private static final int BUFFER_BYTES = 1 << 20;

  /**
   * Sharing pays from so much on; to look whether two files can share takes longer than copying
   * less.
   */
  private static final int WORTH_SHARING = 1 << 20;

  /** Those on which a copy can share its blocks with the file until one of them is changed. */
  private static final Set<String> SHARING = Set.of("btrfs", "xfs", "zfs", "bcachefs", "ocfs2");

  /** From this Java on a transfer between files leaves it to the file system. */
  private static final int TRANSFERRING_JAVA = 20;

  private FileCopy() {}

  /**
   * What was copied.
   *
   * @param content what the copy is
   * @param bytes its size in bytes
   */
  record Copied(Sha256 content, long bytes) {}

  /**
   * Copies a file and hashes it meanwhile.
   *
   * @param step for so many bytes room is made at a time
   */
  static Copied of(Path file, Path copy, long step, RoomMaker.Reservation room, LongConsumer copied)
      throws IOException {
    try (FileChannel from = FileChannel.open(file);
        FileChannel to =
            FileChannel.open(
                copy,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
      HashingSink sink =
          canShare(file, copy, from.size())
              ? shared(from, to, room)
              : written(from, to, step, room, copied);
      return new Copied(sink.content(), to.size());
    }
  }

  private static boolean canShare(Path file, Path copy, long bytes) throws IOException {
    if (bytes < WORTH_SHARING || Runtime.version().feature() < TRANSFERRING_JAVA) {
      return false;
    }
    FileStore disk = Files.getFileStore(copy);
    return SHARING.contains(disk.type().toLowerCase(Locale.ROOT))
        && disk.equals(Files.getFileStore(file));
  }

  private static HashingSink shared(FileChannel from, FileChannel to, RoomMaker.Reservation room)
      throws IOException {
    room.make(from.size());
    long at = 0;
    long end = from.size();
    for (long count = -1; count != 0; at += count) {
      count = from.transferTo(at, end - at, to);
    }
    // What is hashed is the copy, which nobody else writes into.
    return HashingSink.at(to);
  }

  private static HashingSink written(
      FileChannel from, FileChannel to, long step, RoomMaker.Reservation room, LongConsumer copied)
      throws IOException {
    HashingSink sink = HashingSink.at(to);
    // What grows as fast as it is read would have no end.
    long left = from.size();
    WritableByteChannel into = new RoomMaker(sink, left, step, room);
    // Java keeps a buffer of its own for what goes from and to an array; a small one costs least
    // so.
    ByteBuffer buffer =
        left < BUFFER_BYTES
            ? ByteBuffer.allocate((int) left)
            : ByteBuffer.allocateDirect(BUFFER_BYTES);
    while (left > 0) {
      buffer.limit((int) Math.min(left, BUFFER_BYTES));
      int count = from.read(buffer);
      if (count < 0) {
        break;
      }
      left -= count;
      buffer.flip();
      write(buffer, into);
      copied.accept(count);
      buffer.clear();
    }
    return sink;
  }

  private static void write(ByteBuffer buffer, WritableByteChannel into)
      throws CopyFailedException {
    try {
      while (buffer.hasRemaining()) {
        into.write(buffer);
      }
    } catch (IOException e) {
      throw new CopyFailedException(e);
    }
  }
}

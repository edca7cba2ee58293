package org.networkrender.core.image;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.Checksum;

/** The bytes of a movie from its first to its last, and the checksums of stretches of them. */
final class MovieBytes implements Closeable {
  private static final int BUFFER = 1 << 14;

  private final BufferedInputStream in;
  private final long size;
  private final byte[] buffer = new byte[BUFFER];
  private final Deque<Checksum> sums = new ArrayDeque<>();
  private long place;

  /** Reads a stream of so many bytes. */
  MovieBytes(InputStream stream, long size) {
    this.in = new BufferedInputStream(stream, BUFFER);
    this.size = size;
  }

  static MovieBytes of(Path file) throws IOException {
    return new MovieBytes(Files.newInputStream(file), Files.size(file));
  }

  /** Returns how many bytes the file has. */
  long size() {
    return size;
  }

  /** Returns how many bytes were read. */
  long place() {
    return place;
  }

  /** From now on all that is read counts for a checksum, beside those that it counts for. */
  void begin(Checksum sum) {
    sums.push(sum);
  }

  /** What follows does not count any more for the checksum that was begun last. */
  void end() {
    sums.pop();
  }

  int read() throws IOException {
    byte[] one = bytes(1);
    return one[0] & 0xFF;
  }

  /** Returns the next bytes; few of them. */
  byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    if (in.readNBytes(bytes, 0, count) < count) {
      throw new EOFException();
    }
    count(bytes, count);
    return bytes;
  }

  /** Passes over bytes, which count for checksums all the same. */
  void skip(long count) throws IOException {
    for (long left = count; left > 0; ) {
      int some = (int) Math.min(left, BUFFER);
      if (in.readNBytes(buffer, 0, some) < some) {
        throw new EOFException();
      }
      count(buffer, some);
      left -= some;
    }
  }

  private void count(byte[] bytes, int count) {
    place += count;
    for (Checksum sum : sums) {
      sum.update(bytes, 0, count);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

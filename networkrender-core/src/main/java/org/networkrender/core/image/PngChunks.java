package org.networkrender.core.image;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file, one after the other, each with its checksum checked. Holds no chunk in
 * memory.
 *
 * <p>Source: "Portable Network Graphics (PNG) Specification (Third Edition)", W3C, section 5.
 */
final class PngChunks implements Closeable {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int HEADER_AND_CHECKSUM = 12;

  private final DataInputStream in;
  private final String name;
  private final CRC32 checksum = new CRC32();
  private final byte[] skipped = new byte[4096];
  private long left;
  private boolean inside;
  private int remaining;

  /**
   * Reads the signature.
   *
   * @param size the size of the file, in bytes; no chunk may be longer
   */
  PngChunks(InputStream in, long size, String name) throws BrokenPictureException, IOException {
    this.in = new DataInputStream(in);
    this.name = name;
    if (size < Long.BYTES || this.in.readLong() != SIGNATURE) {
      throw new BrokenPictureException(name + " is not a PNG file");
    }
    left = size - Long.BYTES;
  }

  /** Returns the number that four letters make. */
  static int type(String letters) {
    return letters.charAt(0) << 24
        | letters.charAt(1) << 16
        | letters.charAt(2) << 8
        | letters.charAt(3);
  }

  /** Returns what stands before the first chunk. */
  static ByteBuffer signature() {
    return ByteBuffer.allocate(Long.BYTES).putLong(0, SIGNATURE);
  }

  /** Returns a whole chunk with its length and its checksum. */
  static ByteBuffer of(int type, ByteBuffer data) {
    ByteBuffer chunk = ByteBuffer.allocate(HEADER_AND_CHECKSUM + data.remaining());
    chunk.putInt(data.remaining()).putInt(type).put(data);
    CRC32 checksum = new CRC32();
    checksum.update(chunk.array(), Integer.BYTES, chunk.position() - Integer.BYTES);
    return chunk.putInt((int) checksum.getValue()).flip();
  }

  /** Returns whether a reader that does not know a chunk may go on without it. */
  static boolean isAncillary(int type) {
    return (type & 0x20000000) != 0;
  }

  /** Leaves the chunk, checking what was not read of it, and returns the type of the next one. */
  int next() throws BrokenPictureException, IOException {
    end();
    if (left < HEADER_AND_CHECKSUM) {
      throw new EOFException();
    }
    remaining = in.readInt();
    left -= HEADER_AND_CHECKSUM;
    if (remaining < 0 || remaining > left) {
      throw new EOFException();
    }
    left -= remaining;
    int type = in.readInt();
    inside = true;
    checksum.reset();
    for (int shift = 24; shift >= 0; shift -= 8) {
      checksum.update(type >>> shift);
    }
    return type;
  }

  /** Returns how many bytes of the chunk have not been read. */
  int remaining() {
    return remaining;
  }

  /** Reads bytes of the chunk, at least one unless none remains, and returns how many. */
  int read(byte[] target) throws IOException {
    int count = Math.min(remaining, target.length);
    in.readFully(target, 0, count);
    checksum.update(target, 0, count);
    remaining -= count;
    return count;
  }

  /** Reads the whole chunk, which must not be longer than the limit. */
  byte[] readAll(int limit) throws BrokenPictureException, IOException {
    if (remaining > limit) {
      throw new BrokenPictureException(name + " has a chunk of " + remaining + " bytes");
    }
    byte[] data = new byte[remaining];
    read(data);
    return data;
  }

  /** Leaves the chunk, checking what was not read of it. */
  void end() throws BrokenPictureException, IOException {
    if (!inside) {
      return;
    }
    while (remaining > 0) {
      read(skipped);
    }
    if (in.readInt() != (int) checksum.getValue()) {
      throw BrokenPictureException.damaged(name, "a checksum is wrong");
    }
    inside = false;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

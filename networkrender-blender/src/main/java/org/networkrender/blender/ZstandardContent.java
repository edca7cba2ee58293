package org.networkrender.blender;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Blender packed with Zstandard. Behind the content it writes a table of places, in a frame
 * that a reader is to skip, and that the library takes for damage: reading ends before it.
 */
final class ZstandardContent {
  private static final int TABLE_MAGIC = 0x8F92EAB1;
  private static final int TABLE_FRAME = 8;
  private static final int TABLE_END = 9;
  private static final int ENTRY = 8;

  private ZstandardContent() {}

  static InputStream open(Path file) throws IOException {
    long end = end(file);
    return new ZstdInputStream(
        new BufferedInputStream(new Beginning(Files.newInputStream(file), end), 1 << 16));
  }

  /** Returns where the content ends: before the table, if there is one. */
  private static long end(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      ByteBuffer last = ByteBuffer.allocate(TABLE_END).order(ByteOrder.LITTLE_ENDIAN);
      if (size < TABLE_END || channel.read(last, size - TABLE_END) < TABLE_END) {
        return size;
      }
      long table = TABLE_FRAME + TABLE_END + ENTRY * Integer.toUnsignedLong(last.getInt(0));
      return last.getInt(TABLE_END - 4) == TABLE_MAGIC && table < size ? size - table : size;
    }
  }

  /** The first bytes of a stream. */
  private static final class Beginning extends FilterInputStream {
    private long left;

    Beginning(InputStream in, long bytes) {
      super(in);
      this.left = bytes;
    }

    @Override
    public int read() throws IOException {
      int value = left > 0 ? super.read() : -1;
      left--;
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int count = super.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(0, count);
      return count;
    }
  }
}

package org.networkrender.core.image;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Adler32;
import org.networkrender.api.PixelSize;

/**
 * A PNG file that is written again and again while few of its pixels change. Nothing is packed, so
 * that each pixel has its place in the file and writing costs no more than two checksums: this
 * machine may be rendering. {@code ImageIO} takes six times the processor time, unpacked too. For
 * one thread at a time.
 *
 * <p>Sources: PNG as in {@link PngChunks}; RFC 1950 and 1951 for a stream of stored blocks.
 */
final class PreviewPng {
  private static final int CHANNELS = 3;

  /** Before each row: whether it is the last block, its length, the same with all bits turned. */
  private static final int BLOCK_BYTES = 5;

  private static final int MAX_BLOCK = 0xffff;

  /** The row stands as it is: filter 0. */
  private static final int FILTER_BYTES = 1;

  /** Window and check bits of a stream that was not packed. */
  private static final byte[] STREAM_START = {0x78, 0x01};

  private final PixelSize size;

  /** The bytes of a row with its filter. */
  private final int rowBytes;

  /** What is in the chunk of the pixels. */
  private final byte[] stream;

  PreviewPng(PixelSize size) {
    this.size = size;
    this.rowBytes = FILTER_BYTES + CHANNELS * size.width();
    if (rowBytes > MAX_BLOCK) {
      throw new IllegalArgumentException("rows of " + rowBytes + " bytes");
    }
    int rows = Math.multiplyExact(BLOCK_BYTES + rowBytes, size.height());
    ByteBuffer all = ByteBuffer.allocate(STREAM_START.length + rows + Integer.BYTES);
    stream = all.array();
    all.order(ByteOrder.LITTLE_ENDIAN).put(STREAM_START);
    for (int y = 0; y < size.height(); y++) {
      all.put(y == size.height() - 1 ? (byte) 1 : 0).putShort((short) rowBytes);
      all.putShort((short) ~rowBytes).position(all.position() + rowBytes);
    }
  }

  private int row(int y) {
    return STREAM_START.length + y * (BLOCK_BYTES + rowBytes) + BLOCK_BYTES;
  }

  /** Sets a pixel to 0xRRGGBB; the origin is at the top left. */
  void set(int x, int y, int color) {
    int at = row(y) + FILTER_BYTES + CHANNELS * x;
    stream[at] = (byte) (color >> 16);
    stream[at + 1] = (byte) (color >> 8);
    stream[at + 2] = (byte) color;
  }

  /** Writes the file; one that is there becomes this one. */
  void write(Path file) throws IOException {
    Adler32 checksum = new Adler32();
    for (int y = 0; y < size.height(); y++) {
      checksum.update(stream, row(y), rowBytes);
    }
    int end = stream.length - Integer.BYTES;
    ByteBuffer.wrap(stream).putInt(end, (int) checksum.getValue());
    RasterLayout layout = new RasterLayout(size, CHANNELS, 1, 0, ImmutableMap.of());
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      put(channel, PngChunks.signature());
      put(channel, PngChunks.of(PngHeader.IHDR, ByteBuffer.wrap(PngHeader.ihdr(layout))));
      put(channel, PngChunks.of(PngHeader.IDAT, ByteBuffer.wrap(stream)));
      put(channel, PngChunks.of(PngHeader.IEND, ByteBuffer.allocate(0)));
    }
  }

  private static void put(FileChannel channel, ByteBuffer data) throws IOException {
    while (data.hasRemaining()) {
      channel.write(data);
    }
  }
}

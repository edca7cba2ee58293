package org.networkrender.core.image;

import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Room for some rows of an OpenEXR file, and what packs and unpacks them in place. It grows as
 * needed, and takes as much again as the largest chunk has. For one thread at a time.
 */
final class ExrBlock implements AutoCloseable {
  /**
   * Measured on renders of Cycles: about the speed of level 1 and a third faster than 4, whose
   * files are 2 percent larger with this strategy.
   */
  private static final int LEVEL = 3;

  private final Inflater inflater = new Inflater();
  private final Deflater deflater = new Deflater(LEVEL);
  private byte[] data = new byte[0];
  private byte[] spare = new byte[0];

  ExrBlock() {
    // Most bytes are small differences after the prediction; it saves 1 to 3 percent.
    deflater.setStrategy(Deflater.FILTERED);
  }

  /** Returns the most bytes that a block may have, so that a few of them fit into memory. */
  static long limit(long memory) {
    return Math.min(Integer.MAX_VALUE / 2, memory / 8);
  }

  /** Returns the rows, with room for at least so many bytes; what was there before is lost. */
  byte[] data(int size) {
    if (data.length < size) {
      // The old ones are let go first, so that they are never there together with the new ones.
      data = new byte[0];
      data = new byte[size];
    }
    return data;
  }

  private void reserveSpare(int size) {
    if (spare.length < size) {
      spare = new byte[0];
      spare = new byte[size];
    }
  }

  /** Returns the rows. */
  byte[] data() {
    return data;
  }

  /**
   * Packs bytes in place.
   *
   * @return the packed size, or {@code length} if they do not shrink and are as they were
   */
  int pack(ExrCompression compression, int offset, int length) {
    if (compression == ExrCompression.NONE) {
      return length;
    }
    reserveSpare(length);
    BytePrediction.split(data, offset, length, spare);
    int size =
        compression == ExrCompression.RLE
            ? RunLength.pack(spare, length, data, offset)
            : deflate(offset, length);
    if (size == length) {
      BytePrediction.merge(spare, length, data, offset);
    }
    return size;
  }

  private int deflate(int offset, int length) {
    deflater.reset();
    deflater.setInput(spare, 0, length);
    deflater.finish();
    int total = 0;
    while (!deflater.finished() && total < length) {
      total += deflater.deflate(data, offset + total, length - total);
    }
    return deflater.finished() ? total : length;
  }

  /**
   * Unpacks the bytes at the beginning in place.
   *
   * @return whether they were sound and made exactly {@code length} bytes
   */
  boolean unpack(ExrCompression compression, int packed, int length) {
    if (packed == length) {
      return true;
    }
    // One more, so that a stream that is longer than it should be shows.
    reserveSpare(length + 1);
    boolean sound =
        switch (compression) {
          case RLE -> RunLength.unpack(data, 0, packed, spare, length);
          case ZIPS, ZIP -> inflate(packed, length);
          default -> false;
        };
    if (sound) {
      BytePrediction.merge(spare, length, data, 0);
    }
    return sound;
  }

  /** Returns whether the bytes at the beginning are packed by deflate, sound, and so many. */
  boolean inflates(int packed, int length) {
    reserveSpare(length + 1);
    return inflate(packed, length);
  }

  private boolean inflate(int packed, int length) {
    inflater.reset();
    inflater.setInput(data, 0, packed);
    int total = 0;
    try {
      while (!inflater.finished()) {
        int count = inflater.inflate(spare, total, length + 1 - total);
        total += count;
        if (total > length || (count == 0 && !inflater.finished())) {
          return false;
        }
      }
    } catch (DataFormatException e) {
      return false;
    }
    return total == length;
  }

  @Override
  public void close() {
    inflater.end();
    deflater.end();
  }
}

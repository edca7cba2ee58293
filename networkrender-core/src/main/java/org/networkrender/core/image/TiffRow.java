package org.networkrender.core.image;

/** What TIFF does to the samples of a row before it packs them. Works in place. */
final class TiffRow {
  private TiffRow() {}

  /** Swaps the two bytes of each sample of 16 bits. */
  static void swap(byte[] row, RasterLayout layout) {
    for (int i = 0; i + 1 < layout.rowBytes(); i += 2) {
      byte first = row[i];
      row[i] = row[i + 1];
      row[i + 1] = first;
    }
  }

  /** Turns differences to the pixel on the left into values. */
  static void undoDifferences(byte[] row, RasterLayout layout) {
    int step = layout.pixelBytes();
    if (layout.sampleBytes() == 1) {
      for (int i = step; i < layout.rowBytes(); i++) {
        row[i] += row[i - step];
      }
    } else {
      for (int i = step; i < layout.rowBytes(); i += 2) {
        set(row, i, get(row, i) + get(row, i - step));
      }
    }
  }

  /** Turns values of 8 bits into differences to the pixel on the left. */
  static void makeDifferences(byte[] row, RasterLayout layout) {
    int step = layout.pixelBytes();
    for (int i = layout.rowBytes() - 1; i >= step; i--) {
      row[i] -= row[i - step];
    }
  }

  private static int get(byte[] row, int at) {
    return Byte.toUnsignedInt(row[at]) << Byte.SIZE | Byte.toUnsignedInt(row[at + 1]);
  }

  private static void set(byte[] row, int at, int value) {
    row[at] = (byte) (value >>> Byte.SIZE);
    row[at + 1] = (byte) value;
  }
}

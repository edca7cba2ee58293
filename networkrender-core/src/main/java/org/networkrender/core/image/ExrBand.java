package org.networkrender.core.image;

import java.io.IOException;

/**
 * Some rows of the joined picture, whole chunks of them, and the room to make them in. For one
 * thread at a time.
 */
final class ExrBand implements AutoCloseable {
  /** The joined rows, and then their chunks, packed, each where its rows began. */
  final ExrBlock rows = new ExrBlock();

  /** A chunk of a part. */
  final ExrBlock part = new ExrBlock();

  /** The means where several parts keep the same region. */
  final WeightedMean mean = new WeightedMean();

  private int header;
  private int top;
  private int height;

  /** The sizes of the packed chunks. */
  private int[] packed = new int[0];

  /** Begins other rows: {@code height} rows from {@code top} of a picture of the file. */
  ExrBand begin(int newHeader, int newTop, int newHeight) {
    header = newHeader;
    top = newTop;
    height = newHeight;
    return this;
  }

  int header() {
    return header;
  }

  /** Returns the first row of the canvas that it has. */
  int top() {
    return top;
  }

  /** Returns the row of the canvas that follows the last one that it has. */
  int end() {
    return top + height;
  }

  /** Packs the rows chunk by chunk. */
  void pack(ExrHeader target) {
    int step = target.compression().rows();
    packed = new int[(height + step - 1) / step];
    for (int i = 0; i < packed.length; i++) {
      int size = (int) ((long) Math.min(step, height - i * step) * target.rowBytes());
      packed[i] = rows.pack(target.compression(), start(target, i), size);
    }
  }

  /** Writes the packed chunks. */
  void write(ExrHeader target, ExrWriter writer) throws IOException {
    for (int i = 0; i < packed.length; i++) {
      writer.write(rows.data(), start(target, i), packed[i]);
    }
  }

  private static int start(ExrHeader target, int chunk) {
    return (int) ((long) chunk * target.compression().rows() * target.rowBytes());
  }

  @Override
  public void close() {
    rows.close();
    part.close();
  }
}

package org.networkrender.core.image;

import java.io.Closeable;
import java.io.IOException;

/** A picture that is written row by row, from the top. Belongs to one thread. */
interface RasterWriter extends Closeable {
  /** Writes what precedes the first row. */
  void begin() throws IOException;

  /**
   * Writes the next row.
   *
   * @param row {@link RasterLayout#rowBytes} bytes; is not changed or kept
   */
  void writeRow(byte[] row) throws IOException;

  /** Writes what follows the last row, and forces the file to the disk. */
  void finish() throws IOException;
}

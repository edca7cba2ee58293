package org.networkrender.core.image;

import java.io.Closeable;
import java.io.IOException;

/** A picture that is read row by row, from the top. Belongs to one thread. */
interface RasterReader extends Closeable {
  /** Returns what the header says. */
  RasterLayout layout();

  /**
   * Reads the next row.
   *
   * @param row takes {@link RasterLayout#rowBytes} bytes
   */
  void readRow(byte[] row) throws BrokenPictureException, IOException;

  /** Checks what follows the last row: checksums, and the end of the file. */
  void finish() throws BrokenPictureException, IOException;
}

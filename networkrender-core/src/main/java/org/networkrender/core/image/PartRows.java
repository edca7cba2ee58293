package org.networkrender.core.image;

import java.io.Closeable;
import java.io.IOException;

/** The rows that a part keeps, from the top. Reads and checks the part to its end. */
final class PartRows implements Closeable {
  private final JoinRequest.Part part;
  private final RasterReader reader;
  private final byte[] row;
  private int rowsRead;

  /** Takes a reader, and closes it with itself. */
  PartRows(JoinRequest.Part part, RasterReader reader) {
    this.part = part;
    this.reader = reader;
    row = new byte[reader.layout().rowBytes()];
  }

  /** Returns where in {@link #row} that begins which is kept, in bytes. */
  int offset() {
    return (part.kept().x() - part.rendered().x()) * reader.layout().pixelBytes();
  }

  int samples() {
    return part.samples();
  }

  /** Returns the row that was read last, overscan and all. */
  byte[] row() {
    return row;
  }

  /** Reads the next row that is kept. With the last one all that lies below is read and checked. */
  void next() throws BrokenPictureException, IOException, InterruptedException {
    int above = part.kept().y() - part.rendered().y();
    do {
      readRow(row);
    } while (rowsRead <= above);
    if (rowsRead == above + part.kept().height()) {
      byte[] unused = new byte[row.length];
      while (rowsRead < part.rendered().height()) {
        readRow(unused);
      }
      reader.finish();
    }
  }

  private void readRow(byte[] target)
      throws BrokenPictureException, IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    reader.readRow(target);
    rowsRead++;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}

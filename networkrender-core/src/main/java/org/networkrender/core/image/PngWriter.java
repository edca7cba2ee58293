package org.networkrender.core.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.Deflater;

/** Writes a PNG picture, with the notes of its layout as chunks. Holds a few rows. */
final class PngWriter implements RasterWriter {
  private static final int CHUNK_BYTES = 1 << 16;

  /** Time matters more than the last few hundredths of the file's size. */
  private static final int LEVEL = 4;

  private final TargetFile file;
  private final RasterLayout layout;
  private final Deflater deflater = new Deflater(LEVEL);
  private final byte[] packed = new byte[CHUNK_BYTES];
  private final byte[] above;
  private byte[] best;
  private byte[] candidate;
  private int filled;

  PngWriter(Path target, RasterLayout layout) throws IOException {
    this.layout = layout;
    above = new byte[layout.rowBytes()];
    best = new byte[layout.rowBytes() + 1];
    candidate = new byte[layout.rowBytes() + 1];
    file = new TargetFile(target);
  }

  @Override
  public void begin() throws IOException {
    file.append(PngChunks.signature());
    writeChunk(PngHeader.IHDR, ByteBuffer.wrap(PngHeader.ihdr(layout)));
    for (Map.Entry<Integer, ByteBuffer> note : layout.notes().entrySet()) {
      writeChunk(note.getKey(), note.getValue().duplicate());
    }
  }

  @Override
  public void writeRow(byte[] row) throws IOException {
    long cost = Long.MAX_VALUE;
    for (int kind = 0; kind < PngFilter.KINDS; kind++) {
      PngFilter.apply(kind, row, above, layout.pixelBytes(), candidate);
      long candidateCost = PngFilter.cost(candidate);
      if (candidateCost < cost) {
        cost = candidateCost;
        byte[] worse = best;
        best = candidate;
        candidate = worse;
      }
    }
    System.arraycopy(row, 0, above, 0, row.length);
    deflater.setInput(best);
    pack();
  }

  private void pack() throws IOException {
    while (true) {
      int count = deflater.deflate(packed, filled, packed.length - filled);
      filled += count;
      if (filled == packed.length) {
        writePacked();
      } else if (count == 0) {
        return;
      }
    }
  }

  private void writePacked() throws IOException {
    writeChunk(PngHeader.IDAT, ByteBuffer.wrap(packed, 0, filled));
    filled = 0;
  }

  private void writeChunk(int type, ByteBuffer data) throws IOException {
    file.append(PngChunks.of(type, data));
  }

  @Override
  public void finish() throws IOException {
    deflater.finish();
    pack();
    if (filled > 0) {
      writePacked();
    }
    writeChunk(PngHeader.IEND, ByteBuffer.allocate(0));
    file.force();
  }

  @Override
  public void close() throws IOException {
    deflater.end();
    file.close();
  }
}

package org.networkrender.core.image;

import com.google.common.io.Closer;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.networkrender.api.PixelRegion;

/** A region of the canvas, and the parts that keep it: several when its samples are split. */
final class KeptRegion implements Closeable {
  private final PixelRegion region;
  private final RasterLayout layout;
  private final Closer closer = Closer.create();
  private final PartRows[] parts;

  /** The weighted sums of a row; empty when there is one part, which is copied. */
  private final double[] sums;

  private KeptRegion(PixelRegion region, RasterLayout layout, int parts) {
    this.region = region;
    this.layout = layout;
    this.parts = new PartRows[parts];
    sums = new double[parts == 1 ? 0 : region.width() * layout.channels()];
  }

  /**
   * Opens the parts of a region.
   *
   * @param layout the layout of the canvas
   */
  static KeptRegion open(RasterKind kind, List<JoinRequest.Part> parts, RasterLayout layout)
      throws BrokenPictureException, IOException {
    KeptRegion kept = new KeptRegion(parts.get(0).kept(), layout, parts.size());
    boolean opened = false;
    try {
      for (int i = 0; i < parts.size(); i++) {
        JoinRequest.Part part = parts.get(i);
        RasterReader reader = kind.read(part.file(), part.rendered().size());
        kept.parts[i] = kept.closer.register(new PartRows(part, reader));
      }
      opened = true;
      return kept;
    } finally {
      if (!opened) {
        kept.close();
      }
    }
  }

  PixelRegion region() {
    return region;
  }

  /** Puts the region's next row into a row of the canvas. */
  void nextRow(byte[] canvas) throws BrokenPictureException, IOException, InterruptedException {
    int target = region.x() * layout.pixelBytes();
    if (parts.length == 1) {
      parts[0].next();
      int length = region.width() * layout.pixelBytes();
      System.arraycopy(parts[0].row(), parts[0].offset(), canvas, target, length);
      return;
    }
    Arrays.fill(sums, 0);
    long samples = 0;
    for (PartRows part : parts) {
      part.next();
      samples += part.samples();
      for (int i = 0; i < sums.length; i++) {
        sums[i] += (double) value(part.row(), part.offset(), i) * part.samples();
      }
    }
    for (int i = 0; i < sums.length; i++) {
      setValue(canvas, target, i, (int) Math.round(sums[i] / samples));
    }
  }

  private int value(byte[] row, int offset, int index) {
    if (layout.sampleBytes() == 1) {
      return Byte.toUnsignedInt(row[offset + index]);
    }
    int at = offset + 2 * index;
    return Byte.toUnsignedInt(row[at]) << Byte.SIZE | Byte.toUnsignedInt(row[at + 1]);
  }

  private void setValue(byte[] row, int offset, int index, int value) {
    if (layout.sampleBytes() == 1) {
      row[offset + index] = (byte) value;
    } else {
      row[offset + 2 * index] = (byte) (value >>> Byte.SIZE);
      row[offset + 2 * index + 1] = (byte) value;
    }
  }

  @Override
  public void close() throws IOException {
    closer.close();
  }
}

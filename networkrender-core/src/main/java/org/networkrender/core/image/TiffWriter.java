package org.networkrender.core.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Writes a TIFF picture, deflated in strips, low byte first, with the notes of its layout as
 * fields. Rows of 8 bits are written as differences; those of 16 bits are not, since the JDK's
 * reader does not know that. Holds one row beside its buffers.
 */
final class TiffWriter implements RasterWriter {
  private static final int HEADER_BYTES = 8;
  private static final int STRIP_BYTES = 1 << 18;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LEVEL = 4;
  private static final long MAX_FILE_BYTES = 0xffff_ffffL;

  private final TargetFile file;
  private final RasterLayout layout;
  private final int rowsPerStrip;
  private final long[] offsets;
  private final long[] byteCounts;
  private final Deflater deflater = new Deflater(LEVEL);
  private final byte[] packed = new byte[BUFFER_BYTES];
  private final byte[] unpacked;
  private int row;

  TiffWriter(Path target, RasterLayout layout) throws IOException {
    this.layout = layout;
    rowsPerStrip = Math.max(1, STRIP_BYTES / layout.rowBytes());
    int height = layout.size().height();
    int strips = (height + rowsPerStrip - 1) / rowsPerStrip;
    offsets = new long[strips];
    byteCounts = new long[strips];
    unpacked = new byte[layout.rowBytes()];
    file = new TargetFile(target);
  }

  @Override
  public void begin() throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    // The place of the directory is known at the end.
    file.append(header.putShort((short) 0x4949).putShort((short) 42).rewind());
  }

  /**
   * Checks that a picture fits into a file. Deflate makes what cannot be packed longer: by 5 bytes
   * for each 16 KiB at most.
   */
  static void checkLimit(RasterLayout layout) throws IOException {
    long raw = (long) layout.rowBytes() * layout.size().height();
    if (raw + raw / 1024 + 64L * layout.size().height() + (8 << 20) > MAX_FILE_BYTES) {
      throw new IOException(
          "a TIFF file ends at 4 GB, and a picture of %s pixels may need more; choose PNG or EXR"
              .formatted(layout.size()));
    }
  }

  @Override
  public void writeRow(byte[] source) throws IOException {
    int strip = row / rowsPerStrip;
    if (row % rowsPerStrip == 0) {
      offsets[strip] = file.size();
      deflater.reset();
    }
    System.arraycopy(source, 0, unpacked, 0, unpacked.length);
    if (layout.sampleBytes() == 1) {
      TiffRow.makeDifferences(unpacked, layout);
    } else {
      TiffRow.swap(unpacked, layout);
    }
    deflater.setInput(unpacked);
    row++;
    if (row % rowsPerStrip == 0 || row == layout.size().height()) {
      deflater.finish();
    }
    for (int count = deflater.deflate(packed); count > 0; count = deflater.deflate(packed)) {
      file.append(ByteBuffer.wrap(packed, 0, count));
    }
    byteCounts[strip] = file.size() - offsets[strip];
  }

  @Override
  public void finish() throws IOException {
    long end = file.size();
    file.append(ByteBuffer.allocate((int) (end % 2)));
    long directory = file.size();
    file.append(fields().build(directory));
    if (file.size() > MAX_FILE_BYTES) {
      throw new IOException("a TIFF file ends at 4 GB");
    }
    ByteBuffer place = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    file.replace(place.putInt((int) directory).flip(), Integer.BYTES);
    file.force();
  }

  private TiffFields fields() {
    int[] bits = new int[layout.channels()];
    Arrays.fill(bits, layout.sampleBytes() * Byte.SIZE);
    TiffFields fields = new TiffFields();
    fields.longs(TiffTag.WIDTH, layout.size().width());
    fields.longs(TiffTag.HEIGHT, layout.size().height());
    fields.shorts(TiffTag.BITS_PER_SAMPLE, bits);
    fields.shorts(TiffTag.COMPRESSION, 8);
    fields.shorts(TiffTag.PHOTOMETRIC, layout.channels() < 3 ? 1 : 2);
    fields.longs(TiffTag.STRIP_OFFSETS, offsets);
    fields.shorts(TiffTag.SAMPLES_PER_PIXEL, layout.channels());
    fields.longs(TiffTag.ROWS_PER_STRIP, rowsPerStrip);
    fields.longs(TiffTag.STRIP_BYTE_COUNTS, byteCounts);
    fields.shorts(TiffTag.PLANAR_CONFIGURATION, 1);
    fields.shorts(TiffTag.PREDICTOR, layout.sampleBytes() == 1 ? 2 : 1);
    if (layout.hasAlpha()) {
      fields.shorts(TiffTag.EXTRA_SAMPLES, layout.alpha());
    }
    layout
        .notes()
        .forEach(
            (tag, note) -> {
              ByteBuffer value = note.duplicate();
              switch (tag) {
                case TiffTag.RESOLUTION_UNIT -> fields.shorts(tag, value.getShort());
                case TiffTag.ICC_PROFILE -> fields.bytes(tag, value);
                default -> fields.rational(tag, value.getInt(), value.getInt());
              }
            });
    return fields;
  }

  @Override
  public void close() throws IOException {
    deflater.end();
    file.close();
  }
}

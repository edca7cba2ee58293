package org.networkrender.core.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.networkrender.api.PixelSize;

/**
 * Reads a TIFF picture of 8 or 16 bits whose strips are not packed, or packed by deflate, LZW or
 * PackBits. Holds less than a row beside its buffers.
 */
final class TiffReader implements RasterReader {
  private static final int BUFFER_BYTES = 1 << 15;
  private static final int NONE = 1;
  private static final int LZW = 5;
  private static final int DEFLATE = 8;
  private static final int PACK_BITS = 32773;
  private static final int OLD_DEFLATE = 32946;

  private final String name;
  private final FileChannel channel;
  private final TiffHeader header;
  private final Inflater inflater = new Inflater();
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private InputStream strip = InputStream.nullInputStream();
  private int row;

  private TiffReader(String name, FileChannel channel, TiffHeader header) {
    this.name = name;
    this.channel = channel;
    this.header = header;
  }

  static TiffReader open(Path file, PixelSize size) throws BrokenPictureException, IOException {
    return open(file, file.getFileName().toString(), size);
  }

  /**
   * Opens a picture.
   *
   * @param name what it is called in messages
   */
  static TiffReader open(Path file, String name, PixelSize size)
      throws BrokenPictureException, IOException {
    FileChannel channel = FileChannel.open(file);
    boolean opened = false;
    try {
      TiffReader reader = new TiffReader(name, channel, TiffHeader.read(channel, size, name));
      reader.checkCompression();
      opened = true;
      return reader;
    } catch (EOFException e) {
      throw BrokenPictureException.cutOff(name);
    } finally {
      if (!opened) {
        channel.close();
      }
    }
  }

  private void checkCompression() throws BrokenPictureException {
    switch (header.compression()) {
      case NONE, LZW, DEFLATE, OLD_DEFLATE, PACK_BITS -> {}
      default ->
          throw new UnreadPictureException(
              "%s is packed with way %d; none, deflate, LZW and PackBits are read"
                  .formatted(name, header.compression()));
    }
  }

  @Override
  public RasterLayout layout() {
    return header.layout();
  }

  @Override
  public void readRow(byte[] target) throws BrokenPictureException, IOException {
    try {
      if (row % header.rowsPerStrip() == 0) {
        endStrip();
        strip = strip(row / header.rowsPerStrip());
      }
      int length = layout().rowBytes();
      if (strip.readNBytes(target, 0, length) < length) {
        throw new EOFException();
      }
    } catch (EOFException e) {
      throw BrokenPictureException.cutOff(name);
    } catch (ZipException e) {
      throw BrokenPictureException.packed(name);
    }
    row++;
    if (header.littleEndian() && layout().sampleBytes() == 2) {
      TiffRow.swap(target, layout());
    }
    if (header.differences()) {
      TiffRow.undoDifferences(target, layout());
    }
  }

  private InputStream strip(int number) {
    TiffStrip raw =
        new TiffStrip(channel, buffer, header.offsets()[number], header.byteCounts()[number]);
    return switch (header.compression()) {
      case LZW -> new LzwInputStream(raw);
      case DEFLATE, OLD_DEFLATE -> {
        inflater.reset();
        yield new InflaterInputStream(raw, inflater, BUFFER_BYTES);
      }
      case PACK_BITS -> new PackBitsInputStream(raw);
      default -> raw;
    };
  }

  /**
   * Reads on to the checksum of a deflated strip, or the end mark of one of LZW: zeros where a full
   * disk cut it off are codes too. Some programs fill the last strip up.
   */
  private void endStrip() throws BrokenPictureException, IOException {
    if (row == 0) {
      return;
    }
    long most = (long) header.rowsPerStrip() * layout().rowBytes();
    if (strip instanceof LzwInputStream lzw && !lzw.endsWithMark(most)) {
      throw BrokenPictureException.packed(name);
    }
    if (header.compression() == DEFLATE || header.compression() == OLD_DEFLATE) {
      if (strip.skip(most) >= most && strip.read() >= 0) {
        throw BrokenPictureException.packed(name);
      }
      if (!inflater.finished()) {
        throw BrokenPictureException.packed(name);
      }
    }
  }

  @Override
  public void finish() throws BrokenPictureException, IOException {
    try {
      endStrip();
    } catch (EOFException e) {
      throw BrokenPictureException.cutOff(name);
    } catch (ZipException e) {
      throw BrokenPictureException.packed(name);
    }
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    channel.close();
  }
}

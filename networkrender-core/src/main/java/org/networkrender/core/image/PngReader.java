package org.networkrender.core.image;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.networkrender.api.PixelSize;

/**
 * Reads a PNG picture of 8 or 16 bits, not interlaced, without a palette. Holds two rows. The JDK's
 * own reader decodes from the first row each time that rows are asked for.
 */
final class PngReader implements RasterReader {
  private static final int BUFFER_BYTES = 1 << 15;

  private final String name;
  private final PngChunks chunks;
  private final RasterLayout layout;
  private final Inflater inflater = new Inflater();
  private final byte[] packed = new byte[BUFFER_BYTES];
  private final byte[] single = new byte[1];
  private byte[] current;
  private byte[] above;

  private PngReader(String name, PngChunks chunks, RasterLayout layout) {
    this.name = name;
    this.chunks = chunks;
    this.layout = layout;
    current = new byte[layout.rowBytes()];
    above = new byte[layout.rowBytes()];
  }

  static PngReader open(Path file, PixelSize size) throws BrokenPictureException, IOException {
    String name = file.getFileName().toString();
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    boolean opened = false;
    try {
      PngChunks chunks = new PngChunks(in, Files.size(file), name);
      PngReader reader = new PngReader(name, chunks, PngHeader.read(chunks, size, name));
      opened = true;
      return reader;
    } catch (EOFException e) {
      throw BrokenPictureException.cutOff(name);
    } finally {
      if (!opened) {
        in.close();
      }
    }
  }

  @Override
  public RasterLayout layout() {
    return layout;
  }

  @Override
  public void readRow(byte[] row) throws BrokenPictureException, IOException {
    try {
      inflate(single);
      int kind = single[0];
      if (kind < 0 || kind >= PngFilter.KINDS) {
        throw BrokenPictureException.damaged(name, "a row makes no sense");
      }
      inflate(current);
      PngFilter.undo(kind, current, above, layout.pixelBytes());
    } catch (DataFormatException e) {
      throw BrokenPictureException.packed(name);
    } catch (EOFException e) {
      throw BrokenPictureException.cutOff(name);
    }
    System.arraycopy(current, 0, row, 0, current.length);
    byte[] oldest = above;
    above = current;
    current = oldest;
  }

  private void inflate(byte[] target)
      throws DataFormatException, BrokenPictureException, IOException {
    int done = 0;
    while (done < target.length) {
      int count = inflater.inflate(target, done, target.length - done);
      done += count;
      if (count == 0) {
        if (inflater.finished()) {
          throw BrokenPictureException.cutOff(name);
        }
        feed();
      }
    }
  }

  private void feed() throws BrokenPictureException, IOException {
    if (!inflater.needsInput()) {
      throw BrokenPictureException.packed(name);
    }
    while (chunks.remaining() == 0) {
      if (chunks.next() != PngHeader.IDAT) {
        throw BrokenPictureException.cutOff(name);
      }
    }
    inflater.setInput(packed, 0, chunks.read(packed));
  }

  @Override
  public void finish() throws BrokenPictureException, IOException {
    try {
      while (!inflater.finished()) {
        if (inflater.inflate(single) > 0) {
          throw BrokenPictureException.damaged(name, "it has too many pixels");
        }
        if (!inflater.finished()) {
          feed();
        }
      }
      for (int type = chunks.next(); type != PngHeader.IEND; type = chunks.next()) {
        if (type != PngHeader.IDAT && !PngChunks.isAncillary(type)) {
          throw BrokenPictureException.packed(name);
        }
      }
      chunks.end();
    } catch (DataFormatException e) {
      throw BrokenPictureException.packed(name);
    } catch (EOFException e) {
      throw BrokenPictureException.cutOff(name);
    }
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    chunks.close();
  }
}

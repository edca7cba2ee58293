package org.networkrender.core.image;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.networkrender.api.PixelSize;

/**
 * Looks at every byte of a PNG file of any kind: the checksum of each chunk, and the packed rows to
 * their end and their own checksum. Holds no row.
 *
 * <p>Source: "Portable Network Graphics (PNG) Specification (Third Edition)", W3C, sections 7 to
 * 11.
 */
final class PngCheck {
  private static final int BUFFER_BYTES = 1 << 15;
  private static final int PLTE = PngChunks.type("PLTE");
  private static final int PALETTE = 3;

  /** Samples of a pixel, by colour type; 0 for types that do not exist. */
  private static final int[] SAMPLES = {1, 0, 3, 1, 2, 0, 4};

  /** The first column and row of each pass of an interlaced picture, and the steps from there. */
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private static final int[][] ONE_PASS = {{0, 0, 1, 1}};

  private final String name;
  private final PixelSize size;
  private final PngChunks chunks;
  private final Inflater inflater = new Inflater();
  private final byte[] packed = new byte[BUFFER_BYTES];
  private final byte[] bytes = new byte[BUFFER_BYTES];

  /** Rows that are zero stay so by each filter, and only those become zero. */
  private boolean zero = true;

  private PngCheck(String name, PixelSize size, PngChunks chunks) {
    this.name = name;
    this.size = size;
    this.chunks = chunks;
  }

  static PictureContent check(Path file, String name, PixelSize size)
      throws BrokenPictureException, IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        PngChunks chunks = new PngChunks(in, Files.size(file), name)) {
      PngCheck check = new PngCheck(name, size, chunks);
      try {
        return check.check();
      } finally {
        check.inflater.end();
      }
    } catch (EOFException e) {
      throw BrokenPictureException.cutOff(name);
    } catch (DataFormatException e) {
      throw BrokenPictureException.packed(name);
    }
  }

  private PictureContent check() throws BrokenPictureException, IOException, DataFormatException {
    ByteBuffer header = header();
    int bits = header.get(8);
    int type = header.get(9);
    boolean palette = false;
    int chunk = chunks.next();
    while (chunk != PngHeader.IDAT) {
      palette |= chunk == PLTE;
      if (chunk != PLTE && !PngChunks.isAncillary(chunk)) {
        throw damaged("it has no pixels");
      }
      chunk = chunks.next();
    }
    if (type == PALETTE && !palette) {
      throw damaged("it has no palette");
    }
    rows(bits * SAMPLES[type], header.get(12) == 0 ? ONE_PASS : PASSES);
    end();
    return new PictureContent("PNG " + type + " of " + bits + " bits", zero && type != PALETTE);
  }

  private ByteBuffer header() throws BrokenPictureException, IOException {
    if (chunks.next() != PngHeader.IHDR || chunks.remaining() != 13) {
      throw damaged("it does not begin with its size");
    }
    ByteBuffer header = ByteBuffer.wrap(chunks.readAll(13));
    // Its checksum, before anything of it is believed.
    chunks.end();
    int width = header.getInt(0);
    int height = header.getInt(4);
    if (width != size.width() || height != size.height()) {
      throw WrongSizeException.of(
          name, Integer.toUnsignedLong(width), Integer.toUnsignedLong(height), size);
    }
    int bits = header.get(8);
    int type = header.get(9);
    boolean known = type >= 0 && type < SAMPLES.length && SAMPLES[type] > 0;
    boolean fits =
        switch (bits) {
          case 1, 2, 4 -> type == 0 || type == PALETTE;
          case 8 -> true;
          case 16 -> type != PALETTE;
          default -> false;
        };
    boolean plain = header.get(10) == 0 && header.get(11) == 0 && (header.get(12) & ~1) == 0;
    if (!known || !fits || !plain) {
      throw damaged("its header makes no sense");
    }
    return header;
  }

  private void rows(int pixelBits, int[][] passes)
      throws BrokenPictureException, IOException, DataFormatException {
    for (int[] pass : passes) {
      int columns = steps(size.width(), pass[0], pass[2]);
      int rows = columns == 0 ? 0 : steps(size.height(), pass[1], pass[3]);
      int rowBytes = (int) (((long) columns * pixelBits + 7) / 8);
      for (int row = 0; row < rows; row++) {
        inflate(1);
        if (bytes[0] < 0 || bytes[0] >= PngFilter.KINDS) {
          throw damaged("a row makes no sense");
        }
        for (int left = rowBytes; left > 0; left -= Math.min(left, BUFFER_BYTES)) {
          int count = Math.min(left, BUFFER_BYTES);
          inflate(count);
          zero = zero && ZeroBytes.all(bytes, count);
        }
      }
    }
  }

  private static int steps(int length, int first, int step) {
    return length <= first ? 0 : (length - first + step - 1) / step;
  }

  private void inflate(int count) throws BrokenPictureException, IOException, DataFormatException {
    int done = 0;
    while (done < count) {
      int more = inflater.inflate(bytes, done, count - done);
      done += more;
      if (more == 0) {
        if (inflater.finished()) {
          throw damaged("it ends too early");
        }
        feed();
      }
    }
  }

  private void feed() throws BrokenPictureException, IOException {
    if (!inflater.needsInput()) {
      throw damaged("its pixels cannot be unpacked");
    }
    while (chunks.remaining() == 0) {
      if (chunks.next() != PngHeader.IDAT) {
        throw damaged("it ends too early");
      }
    }
    inflater.setInput(packed, 0, chunks.read(packed));
  }

  private void end() throws BrokenPictureException, IOException, DataFormatException {
    while (!inflater.finished()) {
      if (inflater.inflate(bytes, 0, 1) > 0) {
        throw damaged("it has too many pixels");
      }
      if (!inflater.finished()) {
        feed();
      }
    }
    for (int chunk = chunks.next(); chunk != PngHeader.IEND; chunk = chunks.next()) {
      if (chunk != PngHeader.IDAT && !PngChunks.isAncillary(chunk)) {
        throw damaged("there is something strange behind its pixels");
      }
    }
    chunks.end();
  }

  private BrokenPictureException damaged(String how) {
    return BrokenPictureException.damaged(name, how);
  }
}

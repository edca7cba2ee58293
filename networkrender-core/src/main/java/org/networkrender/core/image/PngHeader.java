package org.networkrender.core.image;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.networkrender.api.PixelSize;

/** What stands before the pixels of a PNG file. */
final class PngHeader {
  static final int IHDR = PngChunks.type("IHDR");
  static final int IDAT = PngChunks.type("IDAT");
  static final int IEND = PngChunks.type("IEND");

  /** The letter sequence of the colour types with 1 to 4 channels. */
  private static final int[] COLOUR_TYPES = {0, 4, 2, 6};

  private static final int PLTE = PngChunks.type("PLTE");
  private static final int TRNS = PngChunks.type("tRNS");
  private static final ImmutableSet<Integer> NOTES =
      ImmutableSet.of(
          PngChunks.type("cHRM"),
          PngChunks.type("cICP"),
          PngChunks.type("gAMA"),
          PngChunks.type("iCCP"),
          PngChunks.type("pHYs"),
          PngChunks.type("sBIT"),
          PngChunks.type("sRGB"));
  private static final int IHDR_BYTES = 13;
  private static final int MAX_NOTE_BYTES = 4 << 20;

  private PngHeader() {}

  /** Reads up to the first chunk with pixels, and stops in it. */
  static RasterLayout read(PngChunks chunks, PixelSize size, String name)
      throws BrokenPictureException, IOException {
    if (chunks.next() != IHDR || chunks.remaining() != IHDR_BYTES) {
      throw BrokenPictureException.damaged(name, "it does not begin with its size");
    }
    ByteBuffer header = ByteBuffer.wrap(chunks.readAll(IHDR_BYTES));
    // Before anything is believed of the size.
    int type = chunks.next();
    int width = header.getInt();
    int height = header.getInt();
    if (width != size.width() || height != size.height()) {
      throw new BrokenPictureException(
          "%s is %sx%s pixels, not %s"
              .formatted(
                  name, Integer.toUnsignedString(width), Integer.toUnsignedString(height), size));
    }
    int bits = header.get();
    int channels = channels(header.get(), bits, name);
    // The ways of packing, filtering and interlacing; each knows a plain one.
    byte[] ways = new byte[3];
    header.get(ways);
    if (ways[0] != 0 || ways[1] != 0 || ways[2] != 0) {
      throw new UnreadPictureException(name + " is interlaced or packed in an unknown way");
    }
    Map<Integer, ByteBuffer> notes = new LinkedHashMap<>();
    for (; type != IDAT; type = chunks.next()) {
      if (type == TRNS) {
        throw new UnreadPictureException(name + " has one transparent colour, not an alpha");
      } else if (NOTES.contains(type)) {
        byte[] note = chunks.readAll(MAX_NOTE_BYTES);
        if (notes.put(type, ByteBuffer.wrap(note).asReadOnlyBuffer()) != null) {
          throw BrokenPictureException.damaged(name, "it says a thing twice");
        }
      } else if (!PngChunks.isAncillary(type) && type != PLTE) {
        throw BrokenPictureException.damaged(name, "it has no pixels");
      }
    }
    return new RasterLayout(size, channels, bits / Byte.SIZE, 0, ImmutableMap.copyOf(notes));
  }

  static byte[] ihdr(RasterLayout layout) {
    return ByteBuffer.allocate(IHDR_BYTES)
        .putInt(layout.size().width())
        .putInt(layout.size().height())
        .put((byte) (layout.sampleBytes() * Byte.SIZE))
        .put((byte) COLOUR_TYPES[layout.channels() - 1])
        .array();
  }

  private static int channels(int colourType, int bits, String name) throws BrokenPictureException {
    if (colourType == 3) {
      throw new UnreadPictureException(
          name + " has a palette; parts must be gray or RGB of 8 or 16 bits");
    }
    for (int i = 0; i < COLOUR_TYPES.length; i++) {
      if (COLOUR_TYPES[i] == colourType && (bits == 8 || bits == 16)) {
        return i + 1;
      }
    }
    throw new UnreadPictureException(
        "%s has colour type %d of %d bits; parts must be gray or RGB of 8 or 16 bits"
            .formatted(name, colourType, bits));
  }
}

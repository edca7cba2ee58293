package org.networkrender.blender;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.networkrender.api.PixelSize;

/**
 * The outer structure of a scan line OpenEXR file of one part: whether it has the right size, and
 * whether every chunk lies inside the file. A full disk leaves a file whose last chunks are not.
 *
 * <p>Source: "OpenEXR File Layout", openexr.com (little endian).
 */
final class ExrFile {
  private static final int OTHER_KINDS = 0x200 | 0x800 | 0x1000;
  private static final int FIRST_BYTES = 1 << 16;
  private static final int MAX_HEADER_BYTES = 256 << 20;

  /** Lines a chunk, in the order of the format's list of compressions. */
  private static final int[] ROWS = {1, 1, 1, 16, 32, 16, 32, 32, 32, 256};

  private final RandomAccessFile in;
  private final ByteBuffer header;
  private long width;
  private long height;
  private int compression = -1;

  private ExrFile(RandomAccessFile in, int bytes) throws IOException {
    this.in = in;
    this.header = ByteBuffer.allocate(bytes);
    header.order(ByteOrder.LITTLE_ENDIAN);
    in.seek(0);
    in.readFully(header.array());
  }

  /**
   * Returns what is wrong, or empty.
   *
   * @param expected the size that it must have, or empty for any
   */
  static Optional<String> fault(RandomAccessFile in, Optional<PixelSize> expected)
      throws IOException {
    int most = (int) Math.min(in.length(), MAX_HEADER_BYTES);
    for (int bytes = Math.min(most, FIRST_BYTES); ; bytes = (int) Math.min(most, bytes * 16L)) {
      try {
        return new ExrFile(in, bytes).fault(expected);
      } catch (EOFException
          | BufferUnderflowException
          | IllegalArgumentException
          | ArithmeticException e) {
        // A header is short, unless Cryptomatte has the names of all objects in it.
        if (bytes == most) {
          return Optional.of("is cut off");
        }
      }
    }
  }

  private Optional<String> fault(Optional<PixelSize> expected) throws IOException {
    header.position(Integer.BYTES);
    int version = header.getInt();
    if ((version & 0xff) != 2 || (version & OTHER_KINDS) != 0) {
      // What a user's own format may be, such as a file of several parts, is not looked into.
      return Optional.empty();
    }
    for (String name = text(); !name.isEmpty(); name = text()) {
      attribute(name);
    }
    if (width < 1 || height < 1 || compression < 0) {
      return Optional.of("has no complete header");
    }
    String size = width + "x" + height;
    if (expected.isPresent() && !expected.get().toString().equals(size)) {
      return Optional.of("is " + size + " pixels and not " + expected.get());
    }
    // How a newer compression cuts the lines into chunks is not known here.
    return compression >= ROWS.length || isWhole() ? Optional.empty() : Optional.of("is cut off");
  }

  private void attribute(String name) {
    String type = text();
    int size = header.getInt();
    int end = Math.addExact(header.position(), size);
    if (name.equals("dataWindow") && type.equals("box2i")) {
      long left = header.getInt();
      long top = header.getInt();
      width = header.getInt() - left + 1;
      height = header.getInt() - top + 1;
    } else if (name.equals("compression")) {
      compression = header.get();
    }
    header.position(end);
  }

  private String text() {
    int start = header.position();
    while (header.get() != 0) {
      // Looks for the end of the text.
    }
    int length = header.position() - 1 - start;
    return new String(header.array(), start, length, StandardCharsets.ISO_8859_1);
  }

  private boolean isWhole() throws IOException {
    long table = header.position();
    long chunks = (height + ROWS[compression] - 1) / ROWS[compression];
    if (table + chunks * Long.BYTES > in.length()) {
      return false;
    }
    byte[] place = new byte[Long.BYTES];
    for (long i = 0; i < chunks; i++) {
      in.seek(table + i * Long.BYTES);
      in.readFully(place);
      long start = ByteBuffer.wrap(place).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (start < table || start + place.length > in.length()) {
        return false;
      }
      in.seek(start);
      in.readFully(place);
      long size = ByteBuffer.wrap(place).order(ByteOrder.LITTLE_ENDIAN).getInt(Integer.BYTES);
      if (size < 0 || start + place.length + size > in.length()) {
        return false;
      }
    }
    return true;
  }
}

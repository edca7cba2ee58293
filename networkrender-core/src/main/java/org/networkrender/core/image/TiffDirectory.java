package org.networkrender.core.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first directory of a TIFF file: what it says about its picture. Values are read when they are
 * asked for, never more than asked for.
 *
 * <p>Source: "TIFF Revision 6.0", Adobe, 1992, section 2.
 */
final class TiffDirectory {
  private static final int HEADER_BYTES = 8;
  private static final int ENTRY_BYTES = 12;
  private static final int INLINE_BYTES = 4;

  /** Bytes of a value, by its type. */
  private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

  private final FileChannel channel;
  private final String name;
  private final ByteOrder order;
  private final Map<Integer, ByteBuffer> entries = new HashMap<>();

  TiffDirectory(FileChannel channel, String name) throws BrokenPictureException, IOException {
    this.channel = channel;
    this.name = name;
    ByteBuffer header = bytes(0, HEADER_BYTES, ByteOrder.BIG_ENDIAN);
    int mark = header.getShort();
    if (mark != 0x4949 && mark != 0x4d4d) {
      throw new BrokenPictureException(name + " is not a TIFF file");
    }
    order = mark == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    int version = header.order(order).getShort();
    if (version != 42) {
      throw new BrokenPictureException(
          name + (version == 43 ? " is a BigTIFF file, which is not read" : " is not a TIFF file"));
    }
    long start = Integer.toUnsignedLong(header.getInt());
    int count = Short.toUnsignedInt(bytes(start, Short.BYTES, order).getShort());
    ByteBuffer directory = bytes(start + Short.BYTES, count * ENTRY_BYTES, order);
    for (int i = 0; i < count; i++) {
      ByteBuffer entry = directory.slice(i * ENTRY_BYTES, ENTRY_BYTES).order(order);
      if (entries.put(Short.toUnsignedInt(entry.getShort()), entry) != null) {
        throw BrokenPictureException.damaged(name, "it says a thing twice");
      }
    }
  }

  ByteOrder order() {
    return order;
  }

  boolean has(int tag) {
    return entries.containsKey(tag);
  }

  /** Returns the number of a field, or another one when the field is not there. */
  long number(int tag, long absent) throws BrokenPictureException, IOException {
    return has(tag) ? numbers(tag, 1)[0] : absent;
  }

  /** Returns the numbers of a field that must be there and have that many. */
  long[] numbers(int tag, int count) throws BrokenPictureException, IOException {
    ByteBuffer values = values(tag, count);
    if (values == null) {
      throw BrokenPictureException.damaged(name, "field " + tag + " is missing");
    }
    int type = type(tag);
    if ((type != TiffTag.SHORT && type != TiffTag.LONG) || count(tag) != count) {
      throw BrokenPictureException.damaged(name, "field " + tag + " makes no sense");
    }
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] =
          type == TiffTag.SHORT
              ? Short.toUnsignedInt(values.getShort())
              : Integer.toUnsignedLong(values.getInt());
    }
    return numbers;
  }

  /** Returns the type of a field that is there. */
  int type(int tag) {
    return Short.toUnsignedInt(entry(tag).getShort(2));
  }

  private long count(int tag) {
    return Integer.toUnsignedLong(entry(tag).getInt(4));
  }

  private ByteBuffer entry(int tag) {
    ByteBuffer entry = entries.get(tag);
    if (entry == null) {
      throw new IllegalArgumentException("no field " + tag);
    }
    return entry;
  }

  /**
   * Returns the values of a field, in the file's byte order, or null when it is not there.
   *
   * @param limit how many values there may be
   */
  @Nullable ByteBuffer values(int tag, int limit) throws BrokenPictureException, IOException {
    if (!has(tag)) {
      return null;
    }
    int type = type(tag);
    long count = count(tag);
    if (type < 1 || type >= TYPE_BYTES.length || count < 1 || count > limit) {
      throw BrokenPictureException.damaged(name, "field " + tag + " makes no sense");
    }
    int size = (int) count * TYPE_BYTES[type];
    if (size <= INLINE_BYTES) {
      return entry(tag).slice(8, size).order(order);
    }
    return bytes(Integer.toUnsignedLong(entry(tag).getInt(8)), size, order);
  }

  /** Checks against the file's size first, so that no more is allocated than there is. */
  private ByteBuffer bytes(long position, int size, ByteOrder byteOrder) throws IOException {
    if (position + size > channel.size()) {
      throw new EOFException();
    }
    ByteBuffer bytes = ByteBuffer.allocate(size).order(byteOrder);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException();
      }
    }
    return bytes.flip();
  }
}

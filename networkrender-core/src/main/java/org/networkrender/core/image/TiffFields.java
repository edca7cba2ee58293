package org.networkrender.core.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** Builds the directory of a TIFF file, low byte first. */
final class TiffFields {
  private static final int INLINE_BYTES = 4;

  private record Field(int type, int count, ByteBuffer values) {}

  private final Map<Integer, Field> fields = new TreeMap<>();

  void shorts(int tag, int... numbers) {
    ByteBuffer values = allocate(numbers.length * Short.BYTES);
    for (int number : numbers) {
      values.putShort((short) number);
    }
    fields.put(tag, new Field(TiffTag.SHORT, numbers.length, values.flip()));
  }

  void longs(int tag, long... numbers) {
    ByteBuffer values = allocate(numbers.length * Integer.BYTES);
    for (long number : numbers) {
      values.putInt((int) number);
    }
    fields.put(tag, new Field(TiffTag.LONG, numbers.length, values.flip()));
  }

  void rational(int tag, int numerator, int denominator) {
    ByteBuffer values = allocate(Long.BYTES).putInt(numerator).putInt(denominator);
    fields.put(tag, new Field(TiffTag.RATIONAL, 1, values.flip()));
  }

  void bytes(int tag, ByteBuffer values) {
    fields.put(tag, new Field(TiffTag.UNDEFINED, values.remaining(), values));
  }

  /**
   * Returns the directory, followed by the values that have no room in it.
   *
   * @param position where it will stand in the file, an even number
   */
  ByteBuffer build(long position) {
    int size = Short.BYTES + fields.size() * 12 + Integer.BYTES;
    ByteBuffer directory = allocate(size).putShort((short) fields.size());
    ByteArrayOutputStream outside = new ByteArrayOutputStream();
    fields.forEach(
        (tag, field) -> {
          directory.putShort(tag.shortValue()).putShort((short) field.type).putInt(field.count);
          byte[] values = new byte[field.values.remaining()];
          field.values.duplicate().get(values);
          if (values.length <= INLINE_BYTES) {
            directory.put(values).put(new byte[INLINE_BYTES - values.length]);
          } else {
            directory.putInt((int) (position + size + outside.size()));
            outside.writeBytes(values);
            outside.writeBytes(new byte[values.length % 2]);
          }
        });
    directory.putInt(0).flip();
    return allocate(size + outside.size()).put(directory).put(outside.toByteArray()).flip();
  }

  private static ByteBuffer allocate(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}

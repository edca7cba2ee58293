package org.networkrender.core.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.networkrender.api.PixelSize;

/** A named value of an OpenEXR header, in the bytes of the file. */
final class ExrAttribute {
  private final String name;
  private final String type;
  private final byte[] value;

  ExrAttribute(String name, String type, byte[] value) {
    this.name = name;
    this.type = type;
    this.value = value;
  }

  /** Returns a number of a single byte, such as the compression. */
  static ExrAttribute ofByte(String name, String type, int value) {
    return new ExrAttribute(name, type, new byte[] {(byte) value});
  }

  /** Returns a number of four bytes. */
  static ExrAttribute ofInt(String name, int value) {
    return new ExrAttribute(name, "int", numbers(value));
  }

  /** Returns a window at 0,0. */
  static ExrAttribute ofWindow(String name, PixelSize size) {
    return new ExrAttribute(name, "box2i", numbers(0, 0, size.width() - 1, size.height() - 1));
  }

  private static byte[] numbers(int... values) {
    byte[] bytes = new byte[values.length * Integer.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(values);
    return bytes;
  }

  String name() {
    return name;
  }

  String type() {
    return type;
  }

  /** Returns the bytes themselves, not a copy. */
  byte[] value() {
    return value;
  }
}

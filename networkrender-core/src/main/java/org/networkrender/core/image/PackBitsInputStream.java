package org.networkrender.core.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Unpacks runs of equal bytes. Source: "TIFF Revision 6.0", Adobe, 1992, section 9 (PackBits). */
final class PackBitsInputStream extends InputStream {
  private static final int NOTHING = 0x80;

  private final InputStream packed;
  private int left;
  private int repeated = -1;

  PackBitsInputStream(InputStream packed) {
    this.packed = packed;
  }

  @Override
  public int read() throws IOException {
    while (left == 0) {
      int code = packed.read();
      if (code < 0) {
        return -1;
      }
      if (code != NOTHING) {
        left = code < NOTHING ? code + 1 : 257 - code;
        repeated = code < NOTHING ? -1 : next();
      }
    }
    left--;
    return repeated >= 0 ? repeated : next();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    for (int i = 0; i < length; i++) {
      int value = read();
      if (value < 0) {
        return i == 0 ? -1 : i;
      }
      target[offset + i] = (byte) value;
    }
    return length;
  }

  private int next() throws IOException {
    int value = packed.read();
    if (value < 0) {
      throw new EOFException();
    }
    return value;
  }
}

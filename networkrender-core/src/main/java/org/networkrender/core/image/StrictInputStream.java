package org.networkrender.core.image;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that is made byte by byte. What cannot be read is an error wherever it comes: Java's own
 * way to read several bytes takes it for the end of the stream if it is not the first of them.
 */
abstract class StrictInputStream extends InputStream {
  @Override
  public final int read(byte[] target, int offset, int length) throws IOException {
    for (int i = 0; i < length; i++) {
      int value = read();
      if (value < 0) {
        return i == 0 ? -1 : i;
      }
      target[offset + i] = (byte) value;
    }
    return length;
  }
}

package org.networkrender.core.transport;

import java.nio.ByteBuffer;

/**
 * Masks and unmasks payloads (RFC 6455, 5.3), eight bytes at a time: byte by byte it takes longer
 * than all else that is done with them.
 */
final class Masking {
  private Masking() {}

  /**
   * Writes all that is left in a buffer into another one, each byte changed by the key; twice is as
   * it was. Both buffers are big-endian.
   */
  static void apply(int key, ByteBuffer from, ByteBuffer to) {
    long one = key & 0xffffffffL;
    long both = (one << 32) | one;
    while (from.remaining() >= Long.BYTES) {
      to.putLong(from.getLong() ^ both);
    }
    for (int shift = 24; from.hasRemaining(); shift = shift == 0 ? 24 : shift - 8) {
      to.put((byte) (from.get() ^ (key >>> shift)));
    }
  }
}

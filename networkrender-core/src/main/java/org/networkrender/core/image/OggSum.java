package org.networkrender.core.image;

import java.util.zip.Checksum;

/** The checksum of Ogg (RFC 3533): that of ZIP, but the bits of a byte go the other way. */
final class OggSum implements Checksum {
  private static final int POLYNOMIAL = 0x04C11DB7;
  private static final int[] TABLE = new int[256];

  static {
    for (int i = 0; i < TABLE.length; i++) {
      int value = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        value = value < 0 ? value << 1 ^ POLYNOMIAL : value << 1;
      }
      TABLE[i] = value;
    }
  }

  private int sum;

  @Override
  public void update(int value) {
    sum = sum << 8 ^ TABLE[(sum >>> 24 ^ value) & 0xFF];
  }

  @Override
  public void update(byte[] bytes, int from, int count) {
    for (int i = from; i < from + count; i++) {
      update(bytes[i]);
    }
  }

  @Override
  public long getValue() {
    return sum & 0xFFFF_FFFFL;
  }

  @Override
  public void reset() {
    sum = 0;
  }
}

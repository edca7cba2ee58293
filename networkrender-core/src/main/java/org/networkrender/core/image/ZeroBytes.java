package org.networkrender.core.image;

/** Says whether there is anything but zeros. */
final class ZeroBytes {
  private ZeroBytes() {}

  /** Returns whether the first bytes are all zero. */
  static boolean all(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}

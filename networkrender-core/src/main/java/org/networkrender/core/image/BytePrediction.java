package org.networkrender.core.image;

/**
 * The step of OpenEXR before bytes are packed: those at even places come first, those at odd ones
 * after them, and each becomes its difference to the one before, plus 128.
 *
 * <p>Source: ImfZip.cpp of the OpenEXR library, which the file layout refers to.
 */
final class BytePrediction {
  private static final int BIAS = 128;

  private BytePrediction() {}

  /** Splits {@code length} bytes of {@code from}, beginning at {@code offset}, into {@code to}. */
  static void split(byte[] from, int offset, int length, byte[] to) {
    int end = offset + length;
    int last = BIAS;
    int at = 0;
    for (int i = offset; i < end; i += 2) {
      int value = from[i];
      to[at++] = (byte) (value - last + BIAS);
      last = value;
    }
    for (int i = offset + 1; i < end; i += 2) {
      int value = from[i];
      to[at++] = (byte) (value - last + BIAS);
      last = value;
    }
  }

  /** Undoes {@link #split}: from the beginning of {@code from} to {@code offset} of {@code to}. */
  static void merge(byte[] from, int length, byte[] to, int offset) {
    int end = offset + length;
    int last = BIAS;
    int at = 0;
    for (int i = offset; i < end; i += 2) {
      last += from[at++] - BIAS;
      to[i] = (byte) last;
    }
    for (int i = offset + 1; i < end; i += 2) {
      last += from[at++] - BIAS;
      to[i] = (byte) last;
    }
  }
}

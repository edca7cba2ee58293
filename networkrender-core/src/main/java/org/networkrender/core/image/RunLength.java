package org.networkrender.core.image;

import java.util.Arrays;

/**
 * The run length code of OpenEXR: a count c of 0 or more and a byte stand for c + 1 times that
 * byte; a negative one stands for the -c bytes that follow.
 *
 * <p>Source: ImfRle.cpp of the OpenEXR library, which the file layout refers to.
 */
final class RunLength {
  private static final int SHORTEST_RUN = 3;
  private static final int LONGEST_RUN = 127;

  private RunLength() {}

  /**
   * Packs the first {@code length} bytes of {@code from} to {@code offset} of {@code to}.
   *
   * @return the packed size, or {@code length} if it would not be smaller than that
   */
  static int pack(byte[] from, int length, byte[] to, int offset) {
    int limit = offset + length;
    int out = offset;
    int start = 0;
    while (start < length) {
      int run = runAt(from, start, length);
      int literals = run < SHORTEST_RUN ? literalsAt(from, start, length) : 0;
      int needed = literals == 0 ? 2 : 1 + literals;
      if (out + needed >= limit) {
        return length;
      }
      if (literals == 0) {
        to[out++] = (byte) (run - 1);
        to[out++] = from[start];
        start += run;
      } else {
        to[out++] = (byte) -literals;
        System.arraycopy(from, start, to, out, literals);
        out += literals;
        start += literals;
      }
    }
    return out - offset;
  }

  private static int runAt(byte[] from, int start, int length) {
    int end = Math.min(length, start + LONGEST_RUN + 1);
    int at = start + 1;
    while (at < end && from[at] == from[start]) {
      at++;
    }
    return at - start;
  }

  private static int literalsAt(byte[] from, int start, int length) {
    int end = Math.min(length, start + LONGEST_RUN);
    int at = start + 1;
    while (at < end && runAt(from, at, Math.min(length, at + SHORTEST_RUN)) < SHORTEST_RUN) {
      at++;
    }
    return at - start;
  }

  /**
   * Unpacks {@code packed} bytes at {@code offset} of {@code from} to the beginning of {@code to}.
   *
   * @return whether they made exactly {@code length} bytes
   */
  static boolean unpack(byte[] from, int offset, int packed, byte[] to, int length) {
    int end = offset + packed;
    int in = offset;
    int out = 0;
    while (in < end) {
      int count = from[in++];
      int bytes = count < 0 ? -count : count + 1;
      int needed = count < 0 ? bytes : 1;
      if (bytes > length - out || needed > end - in) {
        return false;
      }
      if (count < 0) {
        System.arraycopy(from, in, to, out, bytes);
      } else {
        Arrays.fill(to, out, out + bytes, from[in]);
      }
      in += needed;
      out += bytes;
    }
    return out == length;
  }
}

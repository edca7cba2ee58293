package org.networkrender.core.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * Unpacks the LZW variant of TIFF: codes of 9 to 12 bits, the high bit first, each width left one
 * code early. Source: "TIFF Revision 6.0", Adobe, 1992, section 13.
 */
final class LzwInputStream extends InputStream {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST_FREE = 258;
  private static final int MIN_BITS = 9;
  private static final int MAX_BITS = 12;
  private static final int CODES = 1 << MAX_BITS;

  private final InputStream packed;
  private final short[] prefix = new short[CODES];
  private final byte[] last = new byte[CODES];

  /** The bytes of a code, the last one first. */
  private final byte[] text = new byte[CODES];

  private int textLength;
  private int bits;
  private int bitCount;
  private int width = MIN_BITS;
  private int free = FIRST_FREE;
  private int previous = -1;
  private boolean ended;
  private boolean cutOff;

  LzwInputStream(InputStream packed) {
    this.packed = packed;
  }

  @Override
  public int read() throws IOException {
    while (textLength == 0 && !ended) {
      decode(code());
    }
    return textLength == 0 ? -1 : text[--textLength] & 0xff;
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

  /**
   * Reads on and returns whether the end mark comes.
   *
   * @param most how many bytes may come before it
   */
  boolean endsWithMark(long most) throws IOException {
    long left = most;
    while (left > 0 && read() >= 0) {
      left--;
    }
    return read() < 0 && !cutOff;
  }

  private int code() throws IOException {
    while (bitCount < width) {
      int next = packed.read();
      if (next < 0) {
        cutOff = true;
        return END;
      }
      bits = (bits << Byte.SIZE | next) & 0xfffff;
      bitCount += Byte.SIZE;
    }
    bitCount -= width;
    return bits >>> bitCount & ((1 << width) - 1);
  }

  private void decode(int code) throws IOException {
    if (code == END) {
      ended = true;
    } else if (code == CLEAR) {
      width = MIN_BITS;
      free = FIRST_FREE;
      previous = -1;
    } else {
      // A code that is not in the table yet stands for the previous one and its own first byte.
      boolean known = code < free;
      if (!known && (previous < 0 || code > free)) {
        throw new ZipException("a code that was never made");
      }
      if (!known) {
        textLength = 1;
      }
      spell(known ? code : previous);
      byte first = text[textLength - 1];
      if (!known) {
        text[0] = first;
      }
      learn(first);
      previous = code;
    }
  }

  private void spell(int code) {
    int at = code;
    while (at > END) {
      text[textLength++] = last[at];
      at = prefix[at];
    }
    text[textLength++] = (byte) at;
  }

  private void learn(byte first) {
    if (previous < 0 || free >= CODES) {
      return;
    }
    prefix[free] = (short) previous;
    last[free] = first;
    free++;
    if (free == (1 << width) - 1 && width < MAX_BITS) {
      width++;
    }
  }
}

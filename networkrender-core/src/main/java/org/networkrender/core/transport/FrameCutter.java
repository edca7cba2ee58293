package org.networkrender.core.transport;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what comes in into whole frames (RFC 6455, 5.2). Looks at lengths alone; what else is wrong
 * with a frame is for whoever reads it.
 */
final class FrameCutter {
  private static final int MASK_BYTES = 4;
  private static final int MOST_HEADER_BYTES = 14;

  private final int limit;

  /** The beginning of a frame whose rest has not come. */
  private ByteBuffer begun = ByteBuffer.allocate(0);

  /**
   * Begins.
   *
   * @param limit the most bytes of a payload
   */
  FrameCutter(int limit) {
    this.limit = limit;
  }

  /**
   * Takes a frame out of what came in.
   *
   * @return the frame, or the head of one whose payload is too long; null when more has to come
   */
  @Nullable ByteBuffer next(ByteBuffer in) {
    if (begun.position() == 0) {
      int length = length(in, in.remaining());
      if (length > 0 && length <= in.remaining()) {
        ByteBuffer frame = in.slice(in.position(), length);
        in.position(in.position() + length);
        return frame;
      }
    }
    while (in.hasRemaining()) {
      ByteBuffer there = begun.duplicate().flip();
      int length = length(there, there.remaining());
      grow(length > 0 ? length : MOST_HEADER_BYTES);
      // One by one until the length is known: the next frame may begin right behind a short one.
      int count = length > 0 ? Math.min(length - begun.position(), in.remaining()) : 1;
      begun.put(in.slice(in.position(), count));
      in.position(in.position() + count);
      there = begun.duplicate().flip();
      if (length(there, there.remaining()) == there.remaining()) {
        begun = ByteBuffer.allocate(0);
        return there;
      }
    }
    return null;
  }

  private void grow(int bytes) {
    if (begun.capacity() < bytes) {
      begun = ByteBuffer.allocate(bytes).put(begun.flip());
    }
  }

  /**
   * Returns how long the frame is that begins here: its head alone if its payload is too long; 0
   * when that is not known yet.
   */
  private int length(ByteBuffer bytes, int there) {
    if (there < 2) {
      return 0;
    }
    int at = bytes.position();
    int second = bytes.get(at + 1);
    int mask = (second & 0x80) != 0 ? MASK_BYTES : 0;
    int payload = second & 0x7f;
    int head = payload == 127 ? 10 : payload == 126 ? 4 : 2;
    if (there < head) {
      return 0;
    }
    long length =
        switch (head) {
          case 10 -> bytes.getLong(at + 2);
          case 4 -> bytes.getShort(at + 2) & 0xffff;
          default -> payload;
        };
    return length < 0 || length > limit ? head : head + mask + (int) length;
  }
}

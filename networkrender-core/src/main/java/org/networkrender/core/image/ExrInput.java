package org.networkrender.core.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** Reads the beginning of an OpenEXR file in order; never more than the file can hold. */
final class ExrInput {
  /** Long names are allowed everywhere: who wrote one without the flag has done no harm. */
  static final int MAX_NAME = 255;

  private static final int MAX_HEADER_BYTES = 32 << 20;
  private static final int BUFFER_BYTES = 16 << 10;

  private final FileChannel channel;
  private final String file;
  private final long limit;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  private long next;

  /**
   * Begins at the beginning.
   *
   * @param file what the file is called in messages
   */
  ExrInput(FileChannel channel, String file) throws IOException {
    this.channel = channel;
    this.file = file;
    this.limit = Math.min(channel.size(), MAX_HEADER_BYTES);
  }

  /** Returns an error about the file. */
  BrokenPictureException broken(String what) {
    return BrokenPictureException.damaged(file, what);
  }

  /** Returns the place of the next byte. */
  long position() {
    return next - buffer.remaining();
  }

  int readByte() throws BrokenPictureException, IOException {
    fill(1);
    return buffer.get() & 0xff;
  }

  int readInt() throws BrokenPictureException, IOException {
    fill(Integer.BYTES);
    return buffer.getInt();
  }

  /** Reads a text that ends with a zero byte; one character a byte. */
  String readText() throws BrokenPictureException, IOException {
    byte[] text = new byte[MAX_NAME];
    int length = 0;
    for (int c = readByte(); c != 0; c = readByte()) {
      if (length == MAX_NAME) {
        throw broken("a name in its header has no end");
      }
      text[length++] = (byte) c;
    }
    return new String(text, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** Checks that so many bytes follow. */
  void checkRemaining(int size) throws BrokenPictureException {
    if (size < 0 || size > limit - position()) {
      throw broken("its header has no end");
    }
  }

  byte[] readBytes(int size) throws BrokenPictureException, IOException {
    checkRemaining(size);
    byte[] bytes = new byte[size];
    int done = 0;
    while (done < size) {
      fill(1);
      int count = Math.min(size - done, buffer.remaining());
      buffer.get(bytes, done, count);
      done += count;
    }
    return bytes;
  }

  void skip(int size) throws BrokenPictureException {
    checkRemaining(size);
    long target = position() + size;
    int inside = Math.min(size, buffer.remaining());
    buffer.position(buffer.position() + inside);
    if (!buffer.hasRemaining()) {
      next = target;
    }
  }

  private void fill(int needed) throws BrokenPictureException, IOException {
    if (buffer.remaining() >= needed) {
      return;
    }
    if (limit - position() < needed) {
      throw broken("it ends too early");
    }
    buffer.compact();
    buffer.limit((int) Math.min(buffer.capacity(), buffer.position() + limit - next));
    while (buffer.position() < needed) {
      int count = channel.read(buffer, next);
      if (count < 0) {
        throw broken("it ends too early");
      }
      next += count;
    }
    buffer.flip();
  }
}

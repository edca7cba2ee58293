package org.networkrender.core.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of one strip of a TIFF file. */
final class TiffStrip extends InputStream {
  private final FileChannel channel;
  private final ByteBuffer buffer;
  private long position;
  private final long end;

  /**
   * Begins a strip.
   *
   * @param buffer takes what was read ahead; belongs to the strip until the next one is made
   */
  TiffStrip(FileChannel channel, ByteBuffer buffer, long start, long size) {
    this.channel = channel;
    this.buffer = buffer.clear().flip();
    this.position = start;
    this.end = start + size;
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(target, offset, count);
    return count;
  }

  private boolean fill() throws IOException {
    if (buffer.hasRemaining()) {
      return true;
    }
    buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
    int count = buffer.hasRemaining() ? channel.read(buffer, position) : -1;
    buffer.flip();
    position += Math.max(0, count);
    return count > 0;
  }
}

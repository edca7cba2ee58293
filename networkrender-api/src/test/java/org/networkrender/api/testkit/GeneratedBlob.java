package org.networkrender.api.testkit;

import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.atomic.AtomicLong;

/** A content of any size that needs no memory: each byte follows from its offset. */
public final class GeneratedBlob implements SeekableByteChannel {
  private final long size;
  private final AtomicLong read;
  private long position;
  private volatile boolean open = true;

  /**
   * Makes a content.
   *
   * @param size in bytes
   * @param read counts the bytes that were read
   */
  public GeneratedBlob(long size, AtomicLong read) {
    this.size = size;
    this.read = read;
  }

  /** Returns the byte at an offset of every generated content. */
  public static byte at(long offset) {
    return (byte) (offset * 31 + (offset >>> 11));
  }

  @Override
  public int read(ByteBuffer into) {
    if (position >= size) {
      return -1;
    }
    int length = (int) Math.min(into.remaining(), size - position);
    for (int i = 0; i < length; i++) {
      into.put(at(position + i));
    }
    position += length;
    read.addAndGet(length);
    return length;
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long offset) {
    position = offset;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public SeekableByteChannel truncate(long length) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }
}

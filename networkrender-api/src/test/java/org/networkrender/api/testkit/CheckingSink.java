package org.networkrender.api.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Takes a {@link GeneratedBlob}, compares each byte and keeps none; can be held shut. */
public final class CheckingSink implements WritableByteChannel {
  private final long offset;
  private final AtomicLong written = new AtomicLong();
  private final CountDownLatch gate;

  /** Takes bytes from the offset on, but waits for the gate before the first one. */
  public CheckingSink(long offset, CountDownLatch gate) {
    this.offset = offset;
    this.gate = gate;
  }

  /** Takes bytes from the offset on. */
  public CheckingSink(long offset) {
    this(offset, new CountDownLatch(0));
  }

  /** Returns how many bytes are in this sink. */
  public long written() {
    return written.get();
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    int length = from.remaining();
    long at = offset + written.get();
    for (int i = 0; i < length; i++) {
      if (from.get() != GeneratedBlob.at(at + i)) {
        throw new IOException("wrong byte at " + (at + i));
      }
    }
    written.addAndGet(length);
    return length;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    throw new AssertionError("a transport does not close sinks");
  }
}

package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.function.LongConsumer;

/** Passes everything on and tells how many bytes went through. */
public final class CountingSink implements WritableByteChannel {
  private final WritableByteChannel sink;
  private final LongConsumer counter;

  /**
   * Makes a sink.
   *
   * @param sink where the bytes go
   * @param counter is told the bytes of each write
   */
  public CountingSink(WritableByteChannel sink, LongConsumer counter) {
    this.sink = sink;
    this.counter = counter;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int count = sink.write(source);
    counter.accept(count);
    return count;
  }

  @Override
  public boolean isOpen() {
    return sink.isOpen();
  }

  @Override
  public void close() throws IOException {
    sink.close();
  }
}

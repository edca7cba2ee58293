package org.networkrender.core.job;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Whether a worker sends the pictures that it has announced. Several transfers of a link wait for
 * each other, so any byte of any of them counts for all. A worker that lives and sends nothing
 * would hold its frames for ever. All methods may be called from any thread.
 */
final class DeliveryWatch {
  /** How long a worker may take for the next bytes. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LongSupplier clock;
  private final AtomicInteger writing = new AtomicInteger();
  private volatile long moved;

  /** Begins when something is asked for the first time. */
  DeliveryWatch(LongSupplier clock) {
    this.clock = clock;
    this.moved = clock.getAsLong();
  }

  /**
   * Returns whether nothing has come for too long.
   *
   * @param now the time
   * @param since when that was asked for which is waited for
   */
  boolean isOverdue(long now, long since) {
    long silent = Math.min(now - moved, now - since);
    // While this machine writes it is its own disk that is waited for.
    return writing.get() == 0 && silent > PATIENCE.toNanos();
  }

  /** Returns a channel that notes what comes in. */
  WritableByteChannel watch(WritableByteChannel sink) {
    return new WritableByteChannel() {
      @Override
      public int write(ByteBuffer source) throws IOException {
        writing.incrementAndGet();
        try {
          return sink.write(source);
        } finally {
          moved = clock.getAsLong();
          writing.decrementAndGet();
        }
      }

      @Override
      public boolean isOpen() {
        return sink.isOpen();
      }

      @Override
      public void close() throws IOException {
        sink.close();
      }
    };
  }
}

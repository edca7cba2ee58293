package org.networkrender.core.client;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The system's clock, and what a test adds to it. */
final class MovableTicker extends Ticker {
  private final AtomicLong added = new AtomicLong();

  void moveOn(Duration time) {
    added.addAndGet(time.toNanos());
  }

  @Override
  public long read() {
    return System.nanoTime() + added.get();
  }
}

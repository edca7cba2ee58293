package org.networkrender.core.worker;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test moves. Starts below zero, as the system's may. */
final class MovedTicker extends Ticker {
  private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);

  void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Override
  public long read() {
    return nanos.get();
  }
}

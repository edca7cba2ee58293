package org.networkrender.core.discovery;

import com.google.common.base.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test moves. Starts below zero, as the system's may. */
final class FakeTicker extends Ticker {
  private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);

  void advance(long time, TimeUnit unit) {
    nanos.addAndGet(unit.toNanos(time));
  }

  @Override
  public long read() {
    return nanos.get();
  }
}

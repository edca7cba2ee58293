package org.networkrender.core.pool;

import com.google.common.base.Ticker;
import java.time.Duration;

/** When a worker that could not be reached is tried again: after 1 s, 2 s, 4 s ... 15 s. */
final class RetryPause {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LAST = Duration.ofSeconds(15);

  private final Ticker ticker;
  private Duration next = FIRST;
  private long endsAt;

  RetryPause(Ticker ticker) {
    this.ticker = ticker;
    this.endsAt = ticker.read();
  }

  /** A try has failed: the next pause is twice as long. */
  void begin() {
    endsAt = ticker.read() + next.toNanos();
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LAST) < 0 ? doubled : LAST;
  }

  /** Something has changed: it is tried at once, and what comes then is a first pause again. */
  void end() {
    restart();
    endsAt = ticker.read();
  }

  /** A try was successful: the next pause is a first one again. */
  void restart() {
    next = FIRST;
  }

  /** Returns whether the next pause is a first one. */
  boolean isFirst() {
    return next.equals(FIRST);
  }

  /** Returns whether it is time for a try. */
  boolean isOver() {
    return ticker.read() - endsAt >= 0;
  }
}

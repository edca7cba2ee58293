package org.networkrender.core.worker;

import com.google.common.base.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one client has yet to do: fetch the pictures that it ordered, and send the files that they
 * need. A client that lives and does neither holds a slot or the disk for nothing. All methods may
 * be called from any thread.
 */
final class PickUp {
  /** How long a client may take for the next piece. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  /** A file comes if so much of it comes in that time; less holds a place for nothing. */
  static final long LEAST_BYTES = 64 * 1024;

  private final Ticker ticker;
  private final Map<Long, Long> offered = new HashMap<>();
  private final Map<Object, Long> wanted = new HashMap<>();
  private final Map<Object, Long> gained = new HashMap<>();
  private long bytes;

  PickUp(Ticker ticker) {
    this.ticker = ticker;
  }

  /** The pictures of an attempt wait for the client. */
  synchronized void offered(long attempt) {
    offered.putIfAbsent(attempt, ticker.read());
  }

  /** The client reads pictures: it will come to the others too. */
  synchronized void taken() {
    long now = ticker.read();
    offered.replaceAll((attempt, since) -> now);
  }

  /** The client has the attempt's pictures, or does not want them. */
  synchronized void released(long attempt) {
    if (offered.remove(attempt) != null) {
      taken();
    }
  }

  /** A file of the client is wanted; {@code transfer} says which. */
  synchronized void wanted(Object transfer) {
    wanted.put(transfer, ticker.read());
  }

  /** A piece of it has come. */
  synchronized void came(Object transfer, long count) {
    bytes += count;
    if (gained.merge(transfer, count, Long::sum) >= LEAST_BYTES) {
      gained.remove(transfer);
      wanted.replace(transfer, ticker.read());
    }
  }

  /** Returns how much has come of all files. */
  synchronized long bytes() {
    return bytes;
  }

  /** The file is here, or not wanted any more. */
  synchronized void received(Object transfer) {
    wanted.remove(transfer);
    gained.remove(transfer);
  }

  /** Returns why the client is to be dropped, or empty when it is not. */
  synchronized Optional<String> overdue() {
    if (isOverdue(offered)) {
      return Optional.of("no picture was fetched for " + PlainTime.of(PATIENCE));
    }
    if (isOverdue(wanted)) {
      return Optional.of("a file that is needed has not come for " + PlainTime.of(PATIENCE));
    }
    return Optional.empty();
  }

  private boolean isOverdue(Map<?, Long> waits) {
    long now = ticker.read();
    return waits.values().stream().anyMatch(since -> now - since > PATIENCE.toNanos());
  }
}

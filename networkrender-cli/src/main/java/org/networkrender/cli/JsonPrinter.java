package org.networkrender.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.events.Event;
import org.networkrender.core.events.EventSubscription;

/** Prints events as they come. Whoever reads them slowly, or not at all, holds nobody. */
final class JsonPrinter<E extends Event> {
  private static final Logger log = Logger.getLogger(JsonPrinter.class.getName());
  private static final Duration STANDSTILL = Duration.ofSeconds(5);

  /** So often a standstill may not last before the reader is given up all the same: a minute. */
  private static final int MOST_WAITS = 12;

  private final PrintWriter out;
  private final Function<E, String> encode;
  private final Duration standstill;
  private final AtomicLong printed = new AtomicLong();
  private final CountDownLatch begun = new CountDownLatch(1);
  private @Nullable EventSubscription subscription;

  JsonPrinter(PrintWriter out, Function<E, String> encode) {
    this(out, encode, STANDSTILL);
  }

  /**
   * Prepares.
   *
   * @param standstill how long a reader may read nothing after the end
   */
  JsonPrinter(PrintWriter out, Function<E, String> encode, Duration standstill) {
    this.out = out;
    this.encode = encode;
    this.standstill = standstill;
  }

  /** Says what gives the events that {@link #print} gets. */
  void begin(EventSubscription given) {
    subscription = given;
  }

  void print(E event) {
    JsonLines.print(out, encode.apply(event));
    printed.set(event.sequence());
    begun.countDown();
  }

  /** Prints an answer to a command: not before the first event, which is the state. */
  void answer(String line) {
    try {
      boolean unused = begun.await(standstill.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    JsonLines.print(out, line);
  }

  /**
   * Lets whoever reads slowly have the end too.
   *
   * @param newest the number of the last event
   */
  void end(long newest) throws InterruptedException {
    EventSubscription last = subscription;
    if (last == null) {
      return;
    }
    long before = -1;
    for (int waits = 0; waits < MOST_WAITS && before < printed.get(); waits++) {
      before = printed.get();
      if (last.awaitEnd(standstill)) {
        return;
      }
    }
    last.close();
    log.warning(
        "the standard output is not read: it has the events up to "
            + printed.get()
            + ", and those up to "
            + newest
            + " are lost");
  }
}

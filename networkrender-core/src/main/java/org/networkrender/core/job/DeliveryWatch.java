package org.networkrender.core.job;

import java.time.Duration;
import java.util.Optional;
import org.networkrender.core.pool.LinkTraffic;
import org.networkrender.core.text.PlainSize;

/**
 * Whether a worker sends the pictures that it has announced, at a rate that ends some day. One that
 * lives and sends nothing, or a byte now and then, would hold its frames for ever.
 *
 * <p>Transfers of a link share its rate or wait for each other, so the whole link has to go on, and
 * not each of them. A single one is late only if so much else has come since it was asked for that
 * its turn must have been there. So a link that is slow is never blamed for being shared.
 *
 * <p>Time in which this program stood still does not count, nor that in which it writes: it is its
 * own disk that is waited for then.
 *
 * <p>All methods may be called from any thread.
 */
final class DeliveryWatch {
  /** How long a worker may take for the next bytes. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How many bytes have to come in that time, or all that is left: 9 kB a second. */
  static final long LEAST_BYTES = 256 << 10;

  /** Between two looks passes no more time than this. */
  static final Duration LONGEST_STEP = Duration.ofSeconds(10);

  /**
   * How often as much as one file may come of others meanwhile: sixteen transfers are open at once
   * (the transport's rule), and they need not be served quite alike.
   */
  static final long OVERTAKERS = 32;

  /** What is on its way all the time, and more. */
  static final long SLACK_BYTES = 64 << 20;

  private final LinkTraffic traffic;
  private long looked;
  private long moved;
  private long counted;

  /** The time that counts. */
  private long waited;

  /**
   * A file that was asked for.
   *
   * @param since when
   * @param received what had come by then
   * @param enough what may come after that, and this file is still not late
   */
  record Delivery(long since, long received, long enough) {}

  DeliveryWatch(LinkTraffic traffic, long now) {
    this.traffic = traffic;
    this.looked = now;
    this.counted = traffic.received();
  }

  /** A file is about to be asked for. */
  synchronized Delivery expect(long bytes) {
    return new Delivery(
        waited,
        traffic.received(),
        traffic.outstanding() + OVERTAKERS * bytes + bytes + SLACK_BYTES);
  }

  /** Time passes; to be called a few times a second. */
  synchronized void look(long now) {
    if (!traffic.isWriting()) {
      waited += Math.min(Math.max(0, now - looked), LONGEST_STEP.toNanos());
    }
    looked = now;
    long received = traffic.received();
    if (received - counted >= LEAST_BYTES) {
      counted = received;
      moved = waited;
    }
  }

  /** Returns why a file is not waited for any longer, as of the last look; mostly empty. */
  synchronized Optional<String> fault(Delivery delivery) {
    if (waited - delivery.since() <= PATIENCE.toNanos()) {
      return Optional.empty();
    }
    if (waited - moved > PATIENCE.toNanos()) {
      long came = traffic.received() - counted;
      return Optional.of(
          "it has announced its pictures and has sent %s of them for %d s"
              .formatted(
                  came == 0 ? "nothing" : "only " + PlainSize.of(came), PATIENCE.toSeconds()));
    }
    if (traffic.received() - delivery.received() > delivery.enough()) {
      return Optional.of("it has announced a picture and sends all others in its place");
    }
    return Optional.empty();
  }
}

package org.networkrender.core.discovery;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.networkrender.api.discovery.Advertisement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's side: tells about the worker at once, again and again, when something changed, and
 * to whom asks.
 *
 * <p>Who asks is answered alone, at the port it asked from. Where broadcasts are switched off,
 * those who asked lately also get what would have been broadcast. Neither goes out more often than
 * every 200 ms, and at most 32 machines are answered at once, so a flood of queries does not become
 * a bigger flood of answers.
 */
final class Announcer implements UdpParticipant {
  static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  static final int MAX_ASKERS = 32;

  /** Clients ask every 30 s: who has missed two turns has left. */
  static final long ASKER_NANOS = TimeUnit.SECONDS.toNanos(75);

  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  private final boolean broadcast;
  private final long periodNanos;
  private final Set<InetSocketAddress> unanswered = new LinkedHashSet<>();
  private final Map<InetSocketAddress, Long> askers = new LinkedHashMap<>();
  private volatile Advertisement advertisement;
  private Advertisement told;
  private long nextPeriodic;
  private long nextTelling;
  private long nextAnswer;

  /**
   * Begins.
   *
   * @param period how often the worker is told about when nothing changes
   */
  Announcer(boolean broadcast, Duration period, Advertisement advertisement, long now) {
    this.broadcast = broadcast;
    this.periodNanos = period.toNanos();
    this.advertisement = advertisement;
    this.told = advertisement;
    nextPeriodic = now;
    nextTelling = now;
    nextAnswer = now;
  }

  /** Replaces what is told. May be called from any thread. */
  void update(Advertisement replacement) {
    advertisement = replacement;
  }

  @Override
  public void received(DiscoveryMessage message, InetSocketAddress from, long now) {
    if (!(message instanceof DiscoveryMessage.Query)) {
      return;
    }
    if (unanswered.size() < MAX_ASKERS) {
      unanswered.add(from);
    }
    if (!broadcast && (askers.containsKey(from) || askers.size() < MAX_ASKERS)) {
      askers.put(from, now);
    }
  }

  @Override
  public void unusable(InetSocketAddress from, String reason, long now) {
    LOG.debug("{} {}", from, reason);
  }

  @Override
  public long work(UdpSender sender, long now) {
    askers.values().removeIf(asked -> now - asked >= ASKER_NANOS);
    Advertisement current = advertisement;
    boolean changed = !current.equals(told);
    if ((changed || now - nextPeriodic >= 0) && now - nextTelling >= 0) {
      tellAll(sender, new DiscoveryMessage.Announce(current));
      told = current;
      changed = false;
      nextTelling = now + PAUSE_NANOS;
      nextPeriodic = now + periodNanos;
    }
    if (!unanswered.isEmpty() && now - nextAnswer >= 0) {
      unanswered.forEach(to -> sender.unicast(new DiscoveryMessage.Announce(current), to));
      unanswered.clear();
      nextAnswer = now + PAUSE_NANOS;
    }
    long next = (changed ? nextTelling : nextPeriodic) - now;
    return unanswered.isEmpty() ? next : Math.min(next, nextAnswer - now);
  }

  private void tellAll(UdpSender sender, DiscoveryMessage message) {
    if (broadcast) {
      sender.broadcast(message);
    } else {
      askers.keySet().forEach(to -> sender.unicast(message, to));
    }
  }

  @Override
  public void end(UdpSender sender) {
    tellAll(sender, new DiscoveryMessage.Goodbye(told.worker()));
  }
}

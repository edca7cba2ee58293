package org.networkrender.core.discovery;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.networkrender.api.discovery.DiscoveryListener;

/** The client's side: asks at once and every 30 s, and keeps the table of workers. */
final class Watcher implements UdpParticipant {
  static final long QUERY_NANOS = TimeUnit.SECONDS.toNanos(30);
  static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long EXPIRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final boolean broadcast;
  private final DiscoveryListener listener;
  private final WorkerTable table;
  private final IgnoredMessages ignored;
  private volatile boolean asked;
  private long nextQuery;
  private long nextAsked;

  /**
   * Begins.
   *
   * @param silence after how much of it a worker is gone
   */
  Watcher(boolean broadcast, Duration silence, DiscoveryListener listener, long now) {
    this.broadcast = broadcast;
    this.listener = listener;
    this.ignored = new IgnoredMessages(now);
    this.table = new WorkerTable(silence, listener);
    nextQuery = now;
    nextAsked = now;
  }

  /** Asks soon. May be called from any thread. */
  void query() {
    asked = true;
  }

  @Override
  public void received(DiscoveryMessage message, InetSocketAddress from, long now) {
    if (message instanceof DiscoveryMessage.Announce announce) {
      try {
        table.announced(from.getAddress(), announce.advertisement(), now);
      } catch (UnusableMessageException e) {
        unusable(from, e.reason(), now);
      }
    } else if (message instanceof DiscoveryMessage.Goodbye goodbye) {
      table.goodbye(from.getAddress(), goodbye.worker());
    }
  }

  @Override
  public void unusable(InetSocketAddress from, String reason, long now) {
    String host = from.getAddress().getHostAddress();
    if (ignored.isNews(host, reason, now)) {
      listener.ignored(host, reason);
    }
  }

  @Override
  public long work(UdpSender sender, long now) {
    table.expire(now);
    if ((asked || now - nextQuery >= 0) && now - nextAsked >= 0) {
      asked = false;
      if (broadcast) {
        sender.broadcast(new DiscoveryMessage.Query());
      }
      nextQuery = now + QUERY_NANOS;
      nextAsked = now + PAUSE_NANOS;
    }
    return asked ? nextAsked - now : Math.min(EXPIRY_NANOS, nextQuery - now);
  }

  @Override
  public void end(UdpSender sender) {}
}

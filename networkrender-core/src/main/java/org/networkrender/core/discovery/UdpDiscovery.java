package org.networkrender.core.discovery;

import com.google.common.base.Ticker;
import org.networkrender.api.RenderException;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.discovery.DiscoveryListener;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.core.network.ChosenInterfaces;

/**
 * Finds workers by UDP broadcast in the IPv4 subnets of the chosen network interfaces.
 *
 * <p>A worker announces itself at once, every five seconds and when something changed; a client
 * asks at its start and every 30 s, and is answered directly. A worker that was silent for 16 s is
 * gone. A worker's address is the sender address of its datagrams, whatever is in them; datagrams
 * from outside the chosen subnets are ignored.
 *
 * <p>With {@link DiscoverySettings#broadcast} off, nothing is sent to everybody. A worker then
 * speaks only to clients that ask, and a client only listens.
 */
public final class UdpDiscovery implements Discovery {
  private final Ticker ticker;

  /** Creates the provider. */
  public UdpDiscovery() {
    this(Ticker.systemTicker());
  }

  UdpDiscovery(Ticker ticker) {
    this.ticker = ticker;
  }

  @Override
  public String name() {
    return "udp";
  }

  @Override
  public String description() {
    return "Finds workers by UDP broadcast in the subnets of this machine";
  }

  @Override
  public Announcement announce(DiscoverySettings settings, Advertisement advertisement)
      throws RenderException {
    Announcer announcer = new Announcer(settings.broadcast(), advertisement, ticker.read());
    UdpLoop loop = start("networkrender-announce", settings, announcer);
    return new Announcement() {
      @Override
      public void update(Advertisement replacement) {
        announcer.update(replacement);
        loop.wake();
      }

      @Override
      public void close() {
        loop.close();
      }
    };
  }

  @Override
  public Watch watch(DiscoverySettings settings, DiscoveryListener listener)
      throws RenderException {
    Watcher watcher =
        new Watcher(settings.broadcast(), new GuardedListener(listener), ticker.read());
    UdpLoop loop = start("networkrender-watch", settings, watcher);
    return new Watch() {
      @Override
      public void query() {
        watcher.query();
        loop.wake();
      }

      @Override
      public void close() {
        loop.close();
      }
    };
  }

  private UdpLoop start(String thread, DiscoverySettings settings, UdpParticipant participant)
      throws RenderException {
    LocalNetworks networks = new LocalNetworks(ChosenInterfaces.of(settings.interfaces()), ticker);
    UdpSockets sockets = UdpSockets.open(settings.port());
    UdpSender sender = new UdpSender(sockets.own(), networks, settings.port());
    return UdpLoop.start(thread, sockets, networks, sender, participant, ticker);
  }
}

package org.networkrender.core.discovery;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.networkrender.api.ProviderContext;
import org.networkrender.api.ProviderOption;
import org.networkrender.api.RenderException;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.discovery.DiscoveryListener;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.core.network.ChosenInterfaces;

/**
 * Finds workers by UDP broadcast in the IPv4 subnets of the chosen network interfaces.
 *
 * <p>A worker announces itself at once, every five seconds (option {@code interval}) and when
 * something changed; a client asks at its start and every 30 s, and is answered directly. A worker
 * that was silent for 16 s (option {@code silence}) is gone. A worker's address is the sender
 * address of its datagrams, whatever is in them; datagrams from outside the chosen subnets are
 * ignored.
 *
 * <p>With {@link DiscoverySettings#broadcast} off, nothing is sent to everybody. A worker then
 * speaks only to clients that ask, and a client only listens.
 */
public final class UdpDiscovery implements Discovery {
  private final Executor threads;
  private final LongSupplier ticker;
  private final UdpTimes times;

  /** Creates the provider. */
  public UdpDiscovery() {
    this(OwnThread::run, System::nanoTime, UdpTimes.USUAL);
  }

  UdpDiscovery(Executor threads, LongSupplier ticker, UdpTimes times) {
    this.threads = threads;
    this.ticker = ticker;
    this.times = times;
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
  public List<ProviderOption> options() {
    return UdpTimes.OPTIONS;
  }

  @Override
  public Discovery configure(ProviderContext context) throws RenderException {
    return new UdpDiscovery(context.executor(), context.ticker(), UdpTimes.of(context));
  }

  @Override
  public Announcement announce(DiscoverySettings settings, Advertisement advertisement)
      throws RenderException {
    Announcer announcer =
        new Announcer(settings.broadcast(), times.interval(), advertisement, ticker.getAsLong());
    UdpLoop loop = start(settings, announcer);
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
        new Watcher(
            settings.broadcast(),
            times.silence(),
            new GuardedListener(listener),
            ticker.getAsLong());
    UdpLoop loop = start(settings, watcher);
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

  private UdpLoop start(DiscoverySettings settings, UdpParticipant participant)
      throws RenderException {
    LocalNetworks networks = new LocalNetworks(ChosenInterfaces.of(settings.interfaces()), ticker);
    UdpSockets sockets = UdpSockets.open(settings.port());
    UdpSender sender = new UdpSender(sockets.own(), networks, settings.port());
    return UdpLoop.start(threads, sockets, networks, sender, participant, ticker);
  }
}

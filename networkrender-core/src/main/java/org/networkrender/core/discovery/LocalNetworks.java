package org.networkrender.core.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.networkrender.core.network.ChosenInterfaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subnets to keep to, read again and again so that a network that comes up late counts. Owned
 * by one thread.
 */
final class LocalNetworks {
  private static final Logger LOG = LoggerFactory.getLogger(LocalNetworks.class);
  private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ChosenInterfaces interfaces;
  private final LongSupplier ticker;
  private List<BroadcastNetwork> networks = List.of();
  private long readAt;
  private boolean failed;

  LocalNetworks(ChosenInterfaces interfaces, LongSupplier ticker) {
    this.interfaces = interfaces;
    this.ticker = ticker;
    refresh();
  }

  /** Returns where to send what is for everybody, in the order of the interfaces. */
  Set<InetAddress> broadcastAddresses() {
    refreshIfStale();
    return networks.stream()
        .flatMap(each -> each.broadcast().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Returns whether an address is in one of the subnets. */
  boolean contains(InetAddress address) {
    refreshIfStale();
    return networks.stream().anyMatch(each -> each.contains(address));
  }

  /** Reading asks the system for each interface: not for every datagram of a flood. */
  private void refreshIfStale() {
    if (ticker.getAsLong() - readAt >= STALE_NANOS) {
      refresh();
    }
  }

  private void refresh() {
    readAt = ticker.getAsLong();
    try {
      networks = BroadcastNetwork.read(interfaces);
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        LOG.warn("Cannot read the network interfaces, going on with what was there", e);
      }
      failed = true;
    }
  }
}

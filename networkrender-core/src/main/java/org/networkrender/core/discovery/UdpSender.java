package org.networkrender.core.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends messages. What cannot be sent to one network is still sent to the others. */
final class UdpSender {
  private static final Logger LOG = LoggerFactory.getLogger(UdpSender.class);

  private final DatagramChannel channel;
  private final LocalNetworks networks;
  private final int port;
  private final Set<InetAddress> failing = new HashSet<>();

  UdpSender(DatagramChannel channel, LocalNetworks networks, int port) {
    this.channel = channel;
    this.networks = networks;
    this.port = port;
  }

  /** Sends to everybody in the chosen subnets. */
  void broadcast(DiscoveryMessage message) {
    Set<InetAddress> addresses = networks.broadcastAddresses();
    failing.retainAll(addresses);
    for (InetAddress address : addresses) {
      try {
        send(message, new InetSocketAddress(address, port));
        failing.remove(address);
      } catch (IOException e) {
        // A network that is down comes back; until then one line is enough.
        if (failing.add(address)) {
          LOG.warn("Cannot announce to {}: {}", address.getHostAddress(), e.toString());
        }
      }
    }
  }

  /** Sends to one machine; a failure is its loss. */
  void unicast(DiscoveryMessage message, InetSocketAddress to) {
    try {
      send(message, to);
    } catch (IOException e) {
      LOG.debug("Cannot answer {}: {}", to, e.toString());
    }
  }

  private void send(DiscoveryMessage message, InetSocketAddress to) throws IOException {
    channel.send(ByteBuffer.wrap(DiscoveryCodec.encode(message)), to);
  }
}

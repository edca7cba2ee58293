package org.networkrender.core.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.networkrender.core.network.ChosenInterfaces;

/**
 * An IPv4 subnet that this machine is in.
 *
 * @param address this machine's address in it
 * @param prefixLength how many leading bits of an address name the subnet, 0 to 32
 * @param broadcast where a datagram to everybody in it goes; empty on a point-to-point link
 */
record BroadcastNetwork(InetAddress address, int prefixLength, Optional<InetAddress> broadcast) {
  private static final byte[] LOOPBACK_BROADCAST = {127, (byte) 255, (byte) 255, (byte) 255};

  /** Reads the subnets of the chosen interfaces that are up now, the loopback's first. */
  static List<BroadcastNetwork> read(ChosenInterfaces interfaces) throws SocketException {
    List<BroadcastNetwork> networks = new ArrayList<>();
    for (NetworkInterface each : interfaces.current()) {
      for (InterfaceAddress own : each.getInterfaceAddresses()) {
        if (own.getAddress() instanceof Inet4Address) {
          BroadcastNetwork network = of(own);
          // A client on this machine keeps the address it hears first: the loopback's is the best.
          networks.add(network.address.isLoopbackAddress() ? 0 : networks.size(), network);
        }
      }
    }
    return List.copyOf(networks);
  }

  private static BroadcastNetwork of(InterfaceAddress own) {
    InetAddress broadcast =
        own.getAddress().isLoopbackAddress() ? loopbackBroadcast() : own.getBroadcast();
    return new BroadcastNetwork(
        own.getAddress(),
        own.getNetworkPrefixLength(),
        Optional.ofNullable(broadcast).filter(address -> !address.isAnyLocalAddress()));
  }

  /** The system names no broadcast address for the loopback, but 127.255.255.255 works as one. */
  private static InetAddress loopbackBroadcast() {
    try {
      return InetAddress.getByAddress(LOOPBACK_BROADCAST);
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }

  /** Returns whether an address is in this subnet. */
  boolean contains(InetAddress other) {
    if (!(other instanceof Inet4Address)) {
      return false;
    }
    int mask = prefixLength == 0 ? 0 : -1 << (32 - prefixLength);
    return (bits(address) & mask) == (bits(other) & mask);
  }

  private static int bits(InetAddress address) {
    return ByteBuffer.wrap(address.getAddress()).getInt();
  }
}

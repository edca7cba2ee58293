package org.networkrender.core.worker;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The networks that this machine is part of, for people. */
final class OwnNetworks {
  private OwnNetworks() {}

  /** Returns, for example, {@code 192.168.1.0/24 (eth0)}; link-local and IPv6 ones are left out. */
  static List<String> of(List<String> interfaces) {
    List<String> networks = new ArrayList<>();
    try {
      each(interfaces, there -> addAll(there, networks));
    } catch (SocketException e) {
      // Only words are lost: who may come in is decided by the worker itself.
      networks.add("the subnets of this machine");
    }
    return networks;
  }

  /** Returns the addresses of this machine without link-local ones. */
  static List<String> addresses(List<String> interfaces) {
    List<String> addresses = new ArrayList<>();
    try {
      each(
          interfaces,
          there ->
              there
                  .inetAddresses()
                  .filter(address -> !address.isLinkLocalAddress())
                  .map(address -> InetAddresses.toAddrString(address).replaceFirst("%.*", ""))
                  .forEach(addresses::add));
    } catch (SocketException e) {
      // Only words are lost: it listens all the same.
      addresses.clear();
    }
    return addresses;
  }

  private static void each(List<String> interfaces, Consumer<NetworkInterface> work)
      throws SocketException {
    for (NetworkInterface there : NetworkInterface.networkInterfaces().toList()) {
      if (there.isUp() && (interfaces.isEmpty() || interfaces.contains(there.getName()))) {
        work.accept(there);
      }
    }
  }

  private static void addAll(NetworkInterface networkInterface, List<String> networks) {
    for (InterfaceAddress address : networkInterface.getInterfaceAddresses()) {
      if (address.getAddress() instanceof Inet4Address four) {
        String network = network(four, address.getNetworkPrefixLength());
        networks.add(network + " (" + networkInterface.getName() + ")");
      }
    }
  }

  static String network(Inet4Address address, int prefix) {
    byte[] bytes = address.getAddress();
    for (int bit = prefix; bit < 32; bit++) {
      bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
    }
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/" + prefix;
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }
}

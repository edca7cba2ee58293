package org.networkrender.cli;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** The networks that this machine is part of, for people. */
final class OwnNetworks {
  private OwnNetworks() {}

  /** Returns, for example, {@code 192.168.1.0/24 (eth0)}; link-local and IPv6 ones are left out. */
  static List<String> of(List<String> interfaces) {
    List<String> networks = new ArrayList<>();
    try {
      for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
        if (each.isUp() && (interfaces.isEmpty() || interfaces.contains(each.getName()))) {
          addAll(each, networks);
        }
      }
    } catch (SocketException e) {
      // Only words are lost: who may come in is decided by the worker itself.
      networks.add("the subnets of this machine");
    }
    return networks;
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

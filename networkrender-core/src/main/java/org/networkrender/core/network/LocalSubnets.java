package org.networkrender.core.network;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The networks that this machine is in right now. */
public final class LocalSubnets {
  private LocalSubnets() {}

  /**
   * Returns the subnets of this machine's network interfaces, by their real netmasks.
   *
   * @param interfaces names of the interfaces to look at; empty for all
   * @throws SocketException if the system does not tell
   */
  public static List<Cidr> of(List<String> interfaces) throws SocketException {
    return NetworkInterface.networkInterfaces()
        .filter(there -> interfaces.isEmpty() || interfaces.contains(there.getName()))
        .flatMap(LocalSubnets::subnets)
        .distinct()
        .toList();
  }

  private static Stream<Cidr> subnets(NetworkInterface there) {
    return there.getInterfaceAddresses().stream()
        .map(LocalSubnets::subnet)
        .flatMap(Optional::stream);
  }

  private static Optional<Cidr> subnet(InterfaceAddress there) {
    InetAddress address = there.getAddress();
    int prefix = there.getNetworkPrefixLength();
    if (address == null) {
      return Optional.empty();
    }
    // Some systems report 0 or nonsense where they do not know: that must not let everybody in.
    boolean known = prefix > 0 && prefix <= address.getAddress().length * Byte.SIZE;
    return Optional.of(known ? new Cidr(address, prefix) : Cidr.ofHost(address));
  }
}

package org.networkrender.core.transport;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** What people call the other end of a socket. */
final class PlaceName {
  private PlaceName() {}

  static String of(@Nullable InetSocketAddress place) {
    if (place == null || place.getAddress() == null) {
      return "unknown";
    }
    return HostAndPort.fromParts(InetAddresses.toAddrString(place.getAddress()), place.getPort())
        .toString();
  }
}

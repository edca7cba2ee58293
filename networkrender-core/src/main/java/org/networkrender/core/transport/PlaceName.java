package org.networkrender.core.transport;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people call the other end of a socket. */
final class PlaceName {
  private PlaceName() {}

  static String of(@Nullable InetSocketAddress place) {
    return known(place).orElse("unknown");
  }

  /** Returns the name; empty for a socket that has ended. */
  static Optional<String> known(@Nullable InetSocketAddress place) {
    if (place == null || place.getAddress() == null) {
      return Optional.empty();
    }
    return Optional.of(
        HostAndPort.fromParts(InetAddresses.toAddrString(place.getAddress()), place.getPort())
            .toString());
  }
}

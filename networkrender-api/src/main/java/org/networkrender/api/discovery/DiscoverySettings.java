package org.networkrender.api.discovery;

import java.util.List;
import org.networkrender.api.transport.Endpoint;

/**
 * Where to announce and to listen.
 *
 * @param port the UDP port, 1 to 65535
 * @param broadcast whether to send broadcasts at all; without them a worker speaks only to those
 *     that ask it, and a client only listens
 * @param interfaces names of the network interfaces to keep to, for example {@code lo}; empty for
 *     all
 * @param workers workers whose place is known beforehand
 */
public record DiscoverySettings(
    int port, boolean broadcast, List<String> interfaces, List<Endpoint> workers) {
  /** The UDP port that workers announce on. */
  public static final int DEFAULT_PORT = 8082;

  /** Copies the lists and checks the port. */
  public DiscoverySettings {
    if (port < 1 || port > 0xffff) {
      throw new IllegalArgumentException("port " + port + " is not 1 to 65535");
    }
    interfaces = List.copyOf(interfaces);
    workers = List.copyOf(workers);
  }

  /** Returns settings with the default port: broadcasts on every interface, no known worker. */
  public static DiscoverySettings defaults() {
    return new DiscoverySettings(DEFAULT_PORT, true, List.of(), List.of());
  }
}

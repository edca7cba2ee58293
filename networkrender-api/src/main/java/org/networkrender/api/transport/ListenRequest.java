package org.networkrender.api.transport;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where to listen, and who may come in.
 *
 * @param port the first port to try; 0 for any that is free
 * @param ports how many ports to try from there on, 1 or more
 * @param interfaces names of the network interfaces to keep to; empty for all
 * @param refusal says why an address may not come in, in one plain line, or empty when it may;
 *     called on any thread
 */
public record ListenRequest(
    int port, int ports, List<String> interfaces, Function<InetAddress, Optional<String>> refusal) {
  /** Copies the list and checks the numbers. */
  public ListenRequest {
    if (port < 0 || port > 0xffff || ports < 1) {
      throw new IllegalArgumentException("port " + port + " or number of ports " + ports);
    }
    interfaces = List.copyOf(interfaces);
  }
}

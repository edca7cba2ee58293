package org.networkrender.core.transport;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.transport.ListenRequest;

/** Where a server socket is bound, by the interfaces that were chosen. */
final class ListenPlace {
  private static final int BACKLOG = 128;

  private ListenPlace() {}

  /**
   * Binds a socket: to the address of the interface if there is exactly one, else to all addresses,
   * because a socket has one address or all.
   *
   * @throws RenderException of kind {@code USER} if an interface is not there, {@code RESOURCE} if
   *     no port is free
   */
  static ServerSocketChannel bind(ListenRequest request) throws RenderException {
    InetAddress address = null;
    for (String name : request.interfaces()) {
      List<InetAddress> addresses = addresses(name);
      address = request.interfaces().size() == 1 ? addresses.get(0) : null;
    }
    int last = request.port() == 0 ? 0 : Math.min(0xffff, request.port() + request.ports() - 1);
    IOException cause = null;
    for (int port = request.port(); port <= last; port++) {
      try {
        return bind(address, port);
      } catch (IOException e) {
        // The next port may be free, and the last error is as good as the first.
        cause = e;
      }
    }
    throw new RenderException(
        ErrorKind.RESOURCE,
        request.port() == last
            ? "Port " + last + " is not free"
            : "No port of " + request.port() + " to " + last + " is free",
        "Choose another one" + (cause == null ? "" : " (" + PlainLine.of(cause) + ")"),
        cause);
  }

  private static ServerSocketChannel bind(@Nullable InetAddress address, int port)
      throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(new InetSocketAddress(address, port), BACKLOG);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Says why a connection to this address of ours may not come in, or nothing when it may. */
  static Optional<String> refusal(List<String> interfaces, InetSocketAddress local) {
    if (interfaces.size() < 2) {
      return Optional.empty();
    }
    if (interfaces.stream().anyMatch(name -> has(name, local.getAddress()))) {
      return Optional.empty();
    }
    return Optional.of("this worker keeps to its interfaces " + String.join(", ", interfaces));
  }

  private static boolean has(String name, InetAddress address) {
    try {
      return addresses(name).contains(address);
    } catch (RenderException e) {
      // It went away since the start, so nobody comes in by it.
      return false;
    }
  }

  private static List<InetAddress> addresses(String name) throws RenderException {
    try {
      NetworkInterface there = NetworkInterface.getByName(name);
      if (there == null) {
        String known =
            NetworkInterface.networkInterfaces()
                .map(NetworkInterface::getName)
                .sorted()
                .collect(Collectors.joining(", "));
        throw RenderException.user(
            "There is no network interface '" + name + "'", "Choose one of " + known);
      }
      List<InetAddress> addresses = new ArrayList<>(there.inetAddresses().toList());
      if (addresses.isEmpty()) {
        throw RenderException.user(
            "The network interface '" + name + "' has no address", "Is it connected?");
      }
      addresses.sort(Comparator.comparing(address -> !(address instanceof Inet4Address)));
      return addresses;
    } catch (SocketException e) {
      throw new RenderException(
          ErrorKind.RESOURCE, "The network interfaces cannot be read", PlainLine.of(e), e);
    }
  }
}

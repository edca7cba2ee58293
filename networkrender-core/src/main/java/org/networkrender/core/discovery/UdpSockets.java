package org.networkrender.core.discovery;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

/**
 * The two sockets of a worker or a client.
 *
 * <p>Everybody on a machine shares the announcement port: each of the sockets there gets every
 * broadcast. But a datagram to one address reaches only one of them, so everything is sent from a
 * second socket with a port of its own, and answers come back there.
 */
record UdpSockets(Selector selector, DatagramChannel shared, DatagramChannel own)
    implements Closeable {

  /**
   * Opens both.
   *
   * @throws RenderException of kind {@code RESOURCE} if another program keeps the port to itself
   */
  static UdpSockets open(int port) throws RenderException {
    try {
      Selector selector = Selector.open();
      try {
        DatagramChannel shared = channel(selector, new InetSocketAddress(port), true);
        DatagramChannel own = channel(selector, new InetSocketAddress(0), false);
        return new UdpSockets(selector, shared, own);
      } catch (IOException e) {
        closeAll(selector);
        throw e;
      }
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.RESOURCE,
          "Cannot listen on UDP port " + port + ": " + e.getMessage(),
          "Another program may keep it to itself: end that one, or choose another discovery port"
              + " on all machines",
          e);
    }
  }

  private static DatagramChannel channel(Selector selector, SocketAddress address, boolean reuse)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
      if (reuse) {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        // Not on Windows, where the option above alone lets sockets share a port.
        if (channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
          channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        }
      }
      channel.bind(address);
      channel.register(selector, SelectionKey.OP_READ);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static void closeAll(Selector selector) throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  @Override
  public void close() throws IOException {
    shared.close();
    own.close();
    selector.close();
  }
}

package org.networkrender.core.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WebSocketServerFactory;
import org.java_websocket.drafts.Draft;
import org.java_websocket.enums.ReadyState;
import org.java_websocket.framing.CloseFrame;

/**
 * Sees every socket of a server from its first moment, which the server itself does not, and does
 * what the library leaves undone: it ends those that never finish their handshake, wakes writers
 * whose wake-up was lost, and bounds how many there are.
 */
final class SocketWatch implements WebSocketServerFactory {
  private static final int MAX_SOCKETS = 1024;
  private static final int MAX_SOCKETS_OF_ONE_ADDRESS = 256;
  private static final long HANDSHAKE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Set<Guarded> sockets = ConcurrentHashMap.newKeySet();

  /** Identity matters here, so it is a class and no record. */
  private static final class Guarded {
    final WebSocketImpl socket;
    final SocketChannel channel;
    final InetAddress address;
    final long since = System.nanoTime();

    Guarded(WebSocketImpl socket, SocketChannel channel, InetAddress address) {
      this.socket = socket;
      this.channel = channel;
      this.address = address;
    }
  }

  @Override
  public WebSocketImpl createWebSocket(WebSocketAdapter adapter, Draft draft) {
    return new WebSocketImpl(adapter, draft);
  }

  @Override
  public WebSocketImpl createWebSocket(WebSocketAdapter adapter, List<Draft> drafts) {
    return new WebSocketImpl(adapter, List.of(StrictDraft.ofServer()));
  }

  @Override
  public ByteChannel wrapChannel(SocketChannel channel, SelectionKey key) throws IOException {
    InetAddress address = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
    long same = sockets.stream().filter(other -> other.address.equals(address)).count();
    if (sockets.size() >= MAX_SOCKETS || same >= MAX_SOCKETS_OF_ONE_ADDRESS) {
      // The library closes the channel. Refusing in onConnect would end the server instead.
      throw new IOException("too many connections");
    }
    sockets.add(new Guarded((WebSocketImpl) key.attachment(), channel, address));
    return channel;
  }

  /** Looks after every socket once; to be called some fifty times a second. */
  void sweep(WebSocketServerEnd server) {
    sockets.removeIf(guarded -> guarded.socket.isClosed() || !guarded.channel.isOpen());
    long now = System.nanoTime();
    for (Guarded guarded : sockets) {
      WebSocketImpl socket = guarded.socket;
      if (socket.isFlushAndClose() && !socket.hasBufferedData()) {
        // The library forgets to do this for a socket whose handshake was refused.
        socket.closeConnection();
      } else if (socket.getReadyState() == ReadyState.NOT_YET_CONNECTED
          && now - guarded.since > HANDSHAKE_NANOS) {
        socket.closeConnection(CloseFrame.PROTOCOL_ERROR, "no handshake in 5 s");
      } else if (socket.hasBufferedData()) {
        // The selector may have overwritten the wish to write with its own wish to read.
        server.onWriteDemand(socket);
      }
    }
  }

  boolean isEmpty() {
    return sockets.isEmpty();
  }

  /** Closes what is left, by force. */
  void closeAll() throws IOException {
    for (Guarded guarded : sockets) {
      guarded.channel.close();
    }
  }

  @Override
  public void close() {
    // The sockets are closed by closeAll, after those that can have said goodbye.
  }
}

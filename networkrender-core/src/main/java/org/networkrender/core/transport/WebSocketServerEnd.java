package org.networkrender.core.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.transport.ConnectionAcceptor;
import org.networkrender.api.transport.Peer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The library's server, held to our rules. Its callbacks never block. */
final class WebSocketServerEnd extends WebSocketServer {
  /** The resource that clients ask for. */
  static final String PATH = "/networkrender";

  /** By this header of the answer a client knows that a worker speaks. */
  static final String MARK = "X-Networkrender: worker";

  private static final Logger log = LoggerFactory.getLogger(WebSocketServerEnd.class);
  private static final int REFUSED = 4403;

  /** Ends half-dead links; whoever uses a transport has a stricter rule of its own. */
  private static final int LOST_SECONDS = 30;

  private final Function<InetSocketAddress, Optional<String>> refusalByLocalAddress;
  private final Function<InetAddress, Optional<String>> refusal;
  private final ConnectionAcceptor acceptor;
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private final Set<PeerConnection> connections = ConcurrentHashMap.newKeySet();

  WebSocketServerEnd(
      ServerSocketChannel channel,
      SocketWatch watch,
      Function<InetSocketAddress, Optional<String>> refusalByLocalAddress,
      Function<InetAddress, Optional<String>> refusal,
      ConnectionAcceptor acceptor) {
    super(channel);
    this.refusalByLocalAddress = refusalByLocalAddress;
    this.refusal = refusal;
    this.acceptor = acceptor;
    setWebSocketFactory(watch);
    setDaemon(true);
    setTcpNoDelay(true);
    setReuseAddr(true);
    setConnectionLostTimeout(LOST_SECONDS);
  }

  /** The library's own takes a quarter of a frame, and each reading is a change of threads. */
  @Override
  public ByteBuffer createBuffer() {
    return ByteBuffer.allocate(Frame.MAX_BYTES);
  }

  /** Completes when connections can come in. */
  CompletableFuture<Void> started() {
    return started;
  }

  Set<PeerConnection> connections() {
    return connections;
  }

  @Override
  public void onStart() {
    started.complete(null);
  }

  @Override
  public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
      WebSocket socket, Draft draft, ClientHandshake request) throws InvalidDataException {
    Optional<String> reason = refusalOf(socket, request);
    if (reason.isPresent()) {
      String plain = PlainLine.of(reason.get());
      // The library answers 404 without a reason; this answer goes in front of it and ends it.
      ((WebSocketImpl) socket)
          .outQueue.add(
              ByteBuffer.wrap(
                  ("HTTP/1.1 403 "
                          + plain
                          + "\r\n"
                          + MARK
                          + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                      .getBytes(StandardCharsets.ISO_8859_1)));
      throw new InvalidDataException(REFUSED, plain);
    }
    ServerHandshakeBuilder answer =
        super.onWebsocketHandshakeReceivedAsServer(socket, draft, request);
    int colon = MARK.indexOf(':');
    answer.put(MARK.substring(0, colon), MARK.substring(colon + 2));
    return answer;
  }

  private Optional<String> refusalOf(WebSocket socket, ClientHandshake request) {
    if (request.hasFieldValue("Origin")) {
      return Optional.of("web pages may not come in");
    }
    InetSocketAddress local = socket.getLocalSocketAddress();
    InetSocketAddress remote = socket.getRemoteSocketAddress();
    if (local == null || remote == null) {
      return Optional.of("the connection has ended");
    }
    Optional<String> reason = refusalByLocalAddress.apply(local);
    if (reason.isEmpty()) {
      reason = refusal.apply(remote.getAddress());
    }
    if (reason.isEmpty() && !PATH.equals(request.getResourceDescriptor())) {
      reason = Optional.of("there is nothing here but " + PATH);
    }
    return reason;
  }

  @Override
  public void onOpen(WebSocket socket, ClientHandshake request) {
    WebSocketImpl there = (WebSocketImpl) socket;
    String remote = PlaceName.of(socket.getRemoteSocketAddress());
    WebSocketLink link =
        new WebSocketLink(
            there, () -> there.closeConnection(CloseFrame.ABNORMAL_CLOSE, "closed by force"));
    PeerConnection connection =
        PeerConnection.open(
            link,
            remote,
            Peer.at(remote),
            PlaceName.known(socket.getLocalSocketAddress()),
            acceptor);
    socket.setAttachment(connection);
    connections.add(connection);
    if (!there.getChannel().isOpen()) {
      // It ended on the selector's thread before anybody there could know whom to tell. The
      // library's
      // own state says nothing: a socket that ended before it was open is opened all the same.
      end(socket, CloseFrame.ABNORMAL_CLOSE, "");
    }
  }

  @Override
  public void onMessage(WebSocket socket, String message) {
    PeerConnection connection = of(socket);
    if (connection != null) {
      connection.received(message);
    }
  }

  @Override
  public void onMessage(WebSocket socket, ByteBuffer message) {
    PeerConnection connection = of(socket);
    if (connection != null) {
      connection.received(message);
    }
  }

  @Override
  public void onClosing(WebSocket socket, int code, String reason, boolean remote) {
    end(socket, code, reason);
  }

  @Override
  public void onClose(WebSocket socket, int code, String reason, boolean remote) {
    end(socket, code, reason);
  }

  private void end(WebSocket socket, int code, String reason) {
    PeerConnection connection = of(socket);
    if (connection != null) {
      connections.remove(connection);
      connection.end(WebSocketLink.reason(code, reason));
    }
  }

  private static @Nullable PeerConnection of(WebSocket socket) {
    // Only pongs count as life for the library, but they queue behind bulk data.
    ((WebSocketImpl) socket).updateLastPong();
    return socket.getAttachment();
  }

  @Override
  public void onError(@Nullable WebSocket socket, Exception error) {
    if (!started.completeExceptionally(error)) {
      log.debug("on a connection: {}", PlainLine.of(error));
    }
  }
}

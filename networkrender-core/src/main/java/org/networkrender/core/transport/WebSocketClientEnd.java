package org.networkrender.core.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.transport.ConnectionHandler;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.Peer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The library's client, held to our rules. Its callbacks never block. */
final class WebSocketClientEnd extends WebSocketClient {
  private static final Logger log = LoggerFactory.getLogger(WebSocketClientEnd.class);

  private final Endpoint endpoint;
  private final ConnectionHandler handler;
  private final AtomicReference<String> head;
  private final CompletableFuture<PeerConnection> opened = new CompletableFuture<>();

  WebSocketClientEnd(
      Endpoint endpoint, ConnectionHandler handler, AtomicReference<String> head, int timeout) {
    // The name in the address is made up: java.net.URI refuses hosts that exist, such as a_b.
    super(
        URI.create("ws://worker:" + endpoint.port() + WebSocketServerEnd.PATH),
        StrictDraft.ofClient(head::set),
        Map.of("Host", endpoint.toString()),
        timeout);
    this.endpoint = endpoint;
    this.handler = handler;
    this.head = head;
    setDnsResolver(made -> InetAddress.getByName(endpoint.host()));
    setDaemon(true);
    setTcpNoDelay(true);
    // The server pings; two that ping each other would not know more.
    setConnectionLostTimeout(0);
  }

  /** Completes with the connection, or exceptionally with what went wrong. */
  CompletableFuture<PeerConnection> opened() {
    return opened;
  }

  /** Returns what the other side has answered so far, at most its first few kilobytes. */
  String head() {
    return Objects.requireNonNullElse(head.get(), "");
  }

  @Override
  public void onOpen(ServerHandshake handshake) {
    if (!isOfWorker(head())) {
      opened.completeExceptionally(new IOException("not a worker"));
      abort();
      return;
    }
    WebSocketImpl socket = (WebSocketImpl) getConnection();
    WebSocketLink link = new WebSocketLink(socket, this::abort);
    Peer peer = Peer.at(PlaceName.of(getRemoteSocketAddress()));
    PeerConnection connection =
        PeerConnection.open(
            link,
            endpoint.toString(),
            peer,
            PlaceName.known(getLocalSocketAddress()),
            there -> handler);
    if (!opened.complete(connection)) {
      connection.close("too late");
    }
  }

  static boolean isOfWorker(String head) {
    return head.contains("\r\n" + WebSocketServerEnd.MARK + "\r\n");
  }

  @Override
  public void onMessage(String message) {
    PeerConnection connection = connection();
    if (connection != null) {
      connection.received(message);
    }
  }

  @Override
  public void onMessage(ByteBuffer message) {
    PeerConnection connection = connection();
    if (connection != null) {
      connection.received(message);
    }
  }

  @Override
  public void onClosing(int code, String reason, boolean remote) {
    end(code, reason);
  }

  @Override
  public void onClose(int code, String reason, boolean remote) {
    end(code, reason);
  }

  private void end(int code, String reason) {
    opened.completeExceptionally(new IOException(WebSocketLink.reason(code, reason)));
    PeerConnection connection = connection();
    if (connection != null) {
      connection.end(WebSocketLink.reason(code, reason));
    }
  }

  private @Nullable PeerConnection connection() {
    return opened.isDone() && !opened.isCompletedExceptionally() ? opened.join() : null;
  }

  @Override
  public void onError(Exception error) {
    if (!opened.completeExceptionally(error)) {
      log.debug("on the connection to {}: {}", endpoint, PlainLine.of(error));
    }
  }

  /** Ends the link, also when the other side takes nothing: a blocked write only ends so. */
  void abort() {
    Socket socket = getSocket();
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        log.debug("on the connection to {}: {}", endpoint, PlainLine.of(e));
      }
    }
  }
}

package org.networkrender.core.transport;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.ConnectionAcceptor;
import org.networkrender.api.transport.ConnectionHandler;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.ListenRequest;
import org.networkrender.api.transport.Peer;
import org.networkrender.api.transport.Transport;

/** An open door inside the process. */
final class InProcessDoor implements Transport.Listener {
  private static final Peer HERE = Peer.at("this process");

  private final int port;
  private final ListenRequest request;
  private final ConnectionAcceptor acceptor;
  private final ConcurrentMap<Integer, InProcessDoor> doors;

  /** Guarded by this. */
  private final Set<PeerConnection> connections = new HashSet<>();

  private boolean closed;

  InProcessDoor(
      int port,
      ListenRequest request,
      ConnectionAcceptor acceptor,
      ConcurrentMap<Integer, InProcessDoor> doors) {
    this.port = port;
    this.request = request;
    this.acceptor = acceptor;
    this.doors = doors;
  }

  /** Returns the near side of a new connection, or null if the door has been closed. */
  @Nullable Connection enter(Endpoint endpoint, ConnectionHandler handler) throws RenderException {
    Optional<String> refusal = request.refusal().apply(InetAddress.getLoopbackAddress());
    if (refusal.isPresent()) {
      throw new RenderException(
          ErrorKind.WORKER,
          "The worker at " + endpoint + " refuses: " + PlainLine.of(refusal.get()),
          "");
    }
    CompletableFuture<PeerConnection> near = new CompletableFuture<>();
    CompletableFuture<PeerConnection> far = new CompletableFuture<>();
    Runnable ended = () -> remove(far.join());
    synchronized (this) {
      if (closed) {
        return null;
      }
      far.complete(
          PeerConnection.open(
              new InProcessLink(near, ended), HERE.address(), HERE, Optional.empty(), acceptor));
      near.complete(
          PeerConnection.open(
              new InProcessLink(far, ended),
              endpoint.toString(),
              HERE,
              Optional.empty(),
              there -> handler));
      connections.add(far.join());
      return near.join();
    }
  }

  private synchronized void remove(PeerConnection connection) {
    connections.remove(connection);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    List<PeerConnection> open;
    synchronized (this) {
      closed = true;
      open = List.copyOf(connections);
    }
    doors.remove(port, this);
    open.forEach(connection -> connection.close("the worker has stopped"));
  }
}

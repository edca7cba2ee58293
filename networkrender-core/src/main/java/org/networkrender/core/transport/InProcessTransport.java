package org.networkrender.core.transport;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.ConnectionAcceptor;
import org.networkrender.api.transport.ConnectionHandler;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.ListenRequest;
import org.networkrender.api.transport.Transport;

/**
 * Messages and blobs inside one Java process, by the same rules as over the network. Ports are
 * numbers in a table that the whole process shares; hosts and interfaces mean nothing.
 */
public final class InProcessTransport implements Transport {
  private static final ConcurrentMap<Integer, InProcessDoor> DOORS = new ConcurrentHashMap<>();
  private static final int FIRST_FREE_PORT = 49152;

  /** Made by the service loader. */
  public InProcessTransport() {}

  @Override
  public String name() {
    return "inprocess";
  }

  @Override
  public String description() {
    return "Talks to a worker in the same process.";
  }

  @Override
  public Listener listen(ListenRequest request, ConnectionAcceptor acceptor)
      throws RenderException {
    int first = request.port() == 0 ? FIRST_FREE_PORT : request.port();
    int count = request.port() == 0 ? 0xffff : request.ports();
    for (int port = first; port <= 0xffff && port < first + count; port++) {
      InProcessDoor door = new InProcessDoor(port, request, acceptor, DOORS);
      if (DOORS.putIfAbsent(port, door) == null) {
        return door;
      }
    }
    throw new RenderException(
        ErrorKind.RESOURCE, "No port from " + first + " on is free", "Choose another one");
  }

  @Override
  public Connection connect(Endpoint endpoint, ConnectionHandler handler) throws RenderException {
    InProcessDoor door = DOORS.get(endpoint.port());
    Connection connection = door == null ? null : door.enter(endpoint, handler);
    if (connection == null) {
      throw new RenderException(
          ErrorKind.WORKER, "Nobody answers at " + endpoint, "Is a worker running there?");
    }
    return connection;
  }
}

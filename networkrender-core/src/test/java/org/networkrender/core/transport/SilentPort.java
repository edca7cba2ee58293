package org.networkrender.core.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.networkrender.api.transport.Endpoint;

/**
 * A port on the loopback that swallows what is sent to it, as behind a firewall: nobody accepts,
 * and the queue of those who wait for that is full.
 */
public final class SilentPort implements AutoCloseable {
  /** Long enough for the loopback; where it is not, one more has to wait, and nothing is lost. */
  private static final int MILLIS = 500;

  private final ServerSocket server;
  private final List<Socket> waiting = new ArrayList<>();

  /** Opens one; returns when it has stopped to answer. */
  public SilentPort() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    while (fills()) {
      // One more fits in.
    }
  }

  private boolean fills() throws IOException {
    Socket socket = new Socket();
    waiting.add(socket);
    try {
      socket.connect(server.getLocalSocketAddress(), MILLIS);
      return true;
    } catch (SocketTimeoutException full) {
      return false;
    }
  }

  /** Returns where it is. */
  public Endpoint endpoint() {
    return new Endpoint("127.0.0.1", server.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : waiting) {
      socket.close();
    }
    server.close();
  }
}

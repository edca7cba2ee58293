package org.networkrender.api.transport;

import org.networkrender.api.Provider;
import org.networkrender.api.ProviderContext;
import org.networkrender.api.RenderException;

/**
 * How a client and a worker talk. The worker listens, the client connects; a connection then serves
 * both sides alike.
 *
 * <p>A connection carries <em>messages</em> (short texts, each whole, in order) and <em>blobs</em>
 * (contents of any size, named by their SHA-256, from any offset). A lasting transfer never delays
 * messages by more than {@link #MAX_IN_FLIGHT_BYTES}.
 */
public interface Transport extends Provider {
  /** The longest message, in bytes of UTF-8. A longer one that arrives closes the connection. */
  int MAX_MESSAGE_BYTES = 256 * 1024;

  /** The most blob bytes of one direction of one connection that are not yet in a sink. */
  int MAX_IN_FLIGHT_BYTES = 8 * 1024 * 1024;

  /** The most blobs that are asked for at once. */
  int MAX_BLOBS_AT_ONCE = 1024;

  /** {@inheritDoc} */
  @Override
  default Transport configure(ProviderContext context) throws RenderException {
    return this;
  }

  /**
   * Starts to listen and returns when connections can come in.
   *
   * @param request where, and who may come in
   * @param acceptor is asked once for each connection, before its first message is delivered
   * @throws RenderException of kind {@code RESOURCE} if no port of the range is free
   */
  Listener listen(ListenRequest request, ConnectionAcceptor acceptor) throws RenderException;

  /**
   * Connects and returns when messages can be sent. Gives up after a few seconds.
   *
   * @param endpoint where a worker listens
   * @param handler is told what comes in, from now on
   * @throws RenderException of kind {@code WORKER} if nobody answers there or the worker refuses;
   *     the message says which
   */
  Connection connect(Endpoint endpoint, ConnectionHandler handler) throws RenderException;

  /** A worker's open door. Its methods may be called from any thread. */
  interface Listener extends AutoCloseable {
    /** Returns the port that connections come in on. */
    int port();

    /** Stops listening and closes every connection that came in here. Twice does nothing. */
    @Override
    void close();
  }
}

package org.networkrender.api.transport;

/** Decides what becomes of a connection that came in. */
@FunctionalInterface
public interface ConnectionAcceptor {
  /**
   * Returns who is to be told what comes in. Called once a connection, on any thread; must return
   * soon. Messages may already be sent.
   */
  ConnectionHandler accept(Connection connection);
}

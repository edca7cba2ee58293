package org.networkrender.core.worker;

import com.google.common.base.Ticker;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.ConnectionHandler;
import org.networkrender.core.wire.LinkLiveness;
import org.networkrender.core.wire.Message;

/**
 * The clients at a worker: lets them in, tells them what is offered, and ends those that keep
 * silent. May be used by any thread.
 */
final class Clients implements ClientSession.Host {
  /** More than programs that render on one machine; each may hold jobs, threads and files here. */
  private static final int MOST_OF_HOST = 32;

  private static final int MOST_SESSIONS = 256;

  private final Workbench bench;
  private final CurrentOffer offer;
  private final String id;
  private final String name;
  private final Ticker ticker;
  private final Set<ClientSession> sessions = ConcurrentHashMap.newKeySet();

  /**
   * Begins without a client.
   *
   * @param id by what clients know the worker
   * @param name how people call it
   */
  Clients(Workbench bench, CurrentOffer offer, String id, String name, Ticker ticker) {
    this.bench = bench;
    this.offer = offer;
    this.id = id;
    this.name = name;
    this.ticker = ticker;
  }

  /** A client comes. */
  ConnectionHandler accept(Connection connection) {
    ClientSession session =
        new ClientSession(this, bench, connection, new LinkLiveness(ticker), new PickUp(ticker));
    long ofHost = sessions.stream().filter(other -> other.isOf(session.host())).count();
    if (ofHost >= MOST_OF_HOST || sessions.size() >= MOST_SESSIONS) {
      session.refuse("too many connections to this worker at the same time");
    } else {
      sessions.add(session);
    }
    return session;
  }

  @Override
  public void greeted(ClientSession session) {
    // An offer that comes first is not listened to, so what it said is in the greeting.
    synchronized (session) {
      Message.Offer now = offer.message();
      session.send(
          new Message.Welcome(Message.PROTOCOL, id, name, now.slots(), bench.capabilities()));
      if (now.slots() == 0) {
        session.send(now);
      }
    }
  }

  @Override
  public void gone(ClientSession session) {
    sessions.remove(session);
  }

  @Override
  public long orderedFrom(String host) {
    return sessions.stream()
        .filter(session -> session.isOf(host))
        .mapToLong(bench.slots()::orderedBy)
        .sum();
  }

  /** Ends those that are silent; to be called often. */
  void listen() {
    for (ClientSession session : sessions) {
      session.liveness().silence().map(LinkLiveness::notice).ifPresent(session::end);
    }
  }

  /** Gives a sign of life, and ends those that leave results where they are; regularly. */
  void beat() {
    for (ClientSession session : sessions) {
      if (session.isWelcome()) {
        session.send(new Message.Beat());
      }
      session.pickUp().overdue().ifPresent(session::refuse);
    }
  }

  /** Tells each how many tasks this worker renders at once just now. */
  void tellOffer() {
    for (ClientSession session : sessions) {
      // One at a time: the last offer that is sent must be the one that holds.
      synchronized (session) {
        if (session.isWelcome()) {
          session.send(offer.message());
        }
      }
    }
  }

  /** Returns whether somebody is still to fetch a result. */
  boolean haveOffers() {
    return sessions.stream().anyMatch(ClientSession::hasOffers);
  }

  /** Ends all; they may come again. */
  void endAll(String reason) {
    sessions.forEach(session -> session.end(reason));
  }
}

package org.networkrender.core.discovery;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.api.discovery.DiscoveredWorker;
import org.networkrender.api.discovery.DiscoveryListener;
import org.networkrender.api.transport.Endpoint;

/**
 * The workers that a watch has heard of. Owned by one thread, which also calls the listener.
 *
 * <p>Each address of a worker is told for itself. An id is what anybody may announce: if one
 * address stood for a worker of several, whoever repeats an id first would hide the worker that it
 * belongs to. So a machine changes nothing but what comes from its own address.
 */
final class WorkerTable {
  static final int MAX_WORKERS = 4096;
  static final int MAX_WORKERS_OF_ADDRESS = 64;

  /** By id, those of an address in the order in which they were found. */
  private final Map<InetAddress, Map<String, Sighting>> addresses = new LinkedHashMap<>();

  private final long silenceNanos;
  private final DiscoveryListener listener;
  private int size;

  /**
   * Begins.
   *
   * @param silence after how much of it a worker is gone
   */
  WorkerTable(Duration silence, DiscoveryListener listener) {
    this.silenceNanos = silence.toNanos();
    this.listener = listener;
  }

  /** One worker, as heard from one address. */
  private record Sighting(InetAddress address, Advertisement advertisement, long heard) {
    DiscoveredWorker worker() {
      return new DiscoveredWorker(
          new Endpoint(address.getHostAddress(), advertisement.port()), Optional.of(advertisement));
    }
  }

  /**
   * A worker announced itself.
   *
   * @throws UnusableMessageException if there is no room for another worker
   */
  void announced(InetAddress from, Advertisement advertisement, long now)
      throws UnusableMessageException {
    Sighting sighting = new Sighting(from, advertisement, now);
    Sighting known = at(from).get(advertisement.worker());
    if (known != null && known.advertisement.port() == advertisement.port()) {
      at(from).put(advertisement.worker(), sighting);
      if (!known.advertisement.equals(advertisement)) {
        listener.changed(sighting.worker());
      }
      return;
    }
    removePredecessors(from, advertisement);
    makeRoom(from);
    addresses
        .computeIfAbsent(from, any -> new LinkedHashMap<>())
        .put(advertisement.worker(), sighting);
    size++;
    listener.found(sighting.worker());
  }

  private Map<String, Sighting> at(InetAddress address) {
    return addresses.getOrDefault(address, Map.of());
  }

  /**
   * The endpoint stays the same from found to gone, so a worker at another port is found anew. And
   * two cannot listen at one place: an older one there was restarted under a new id.
   */
  private void removePredecessors(InetAddress from, Advertisement advertisement) {
    for (Sighting each : List.copyOf(at(from).values())) {
      if (each.advertisement.worker().equals(advertisement.worker())
          || each.advertisement.port() == advertisement.port()) {
        remove(each);
      }
    }
  }

  /** Whoever announces many workers keeps no other machine out. */
  private void makeRoom(InetAddress from) throws UnusableMessageException {
    int own = at(from).size();
    if (own >= MAX_WORKERS_OF_ADDRESS) {
      throw new UnusableMessageException("announces too many workers from one address");
    }
    if (size < MAX_WORKERS) {
      return;
    }
    List<Sighting> most = List.of();
    for (Map<String, Sighting> each : addresses.values()) {
      if (each.size() > most.size()) {
        most = List.copyOf(each.values());
      }
    }
    // Were they even then, two could push each other out in turns.
    if (most.size() <= own + 1) {
      throw new UnusableMessageException("is one worker too many: the table is full");
    }
    remove(most.get(most.size() - 1));
  }

  private void remove(Sighting sighting) {
    Map<String, Sighting> neighbours = addresses.get(sighting.address);
    if (neighbours == null || neighbours.remove(sighting.advertisement.worker()) == null) {
      return;
    }
    size--;
    if (neighbours.isEmpty()) {
      addresses.remove(sighting.address);
    }
    listener.gone(sighting.worker());
  }

  /** A worker said goodbye. Believed only of the address that it came from. */
  void goodbye(InetAddress from, String worker) {
    Sighting known = at(from).get(worker);
    if (known != null) {
      remove(known);
    }
  }

  /** Drops what has been silent for too long. */
  void expire(long now) {
    List<Sighting> silent = new ArrayList<>();
    for (Map<String, Sighting> neighbours : addresses.values()) {
      for (Sighting each : neighbours.values()) {
        if (now - each.heard >= silenceNanos) {
          silent.add(each);
        }
      }
    }
    silent.forEach(this::remove);
  }
}

package org.networkrender.core.discovery;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
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
 * <p>A worker is its id. It may be heard from several addresses; the one that was heard first
 * stands for it until it falls silent, and only what comes from there changes it. So another
 * machine that repeats a worker's id can neither move it nor say goodbye for it.
 */
final class WorkerTable {
  static final int MAX_WORKERS = 4096;
  static final int MAX_WORKERS_OF_ADDRESS = 64;
  static final int MAX_ADDRESSES_OF_WORKER = 4;

  private final Map<String, Map<InetAddress, Sighting>> workers = new LinkedHashMap<>();
  private final long silenceNanos;
  private final DiscoveryListener listener;

  /**
   * Begins.
   *
   * @param silence after how much of it a worker is gone
   */
  WorkerTable(Duration silence, DiscoveryListener listener) {
    this.silenceNanos = silence.toNanos();
    this.listener = listener;
  }

  /** One worker, as heard from one address. The first of a worker stands for it. */
  private record Sighting(InetAddress address, Advertisement advertisement, long heard) {
    DiscoveredWorker worker() {
      return new DiscoveredWorker(
          new Endpoint(address.getHostAddress(), advertisement.port()), Optional.of(advertisement));
    }

    boolean isAt(InetAddress other, int port) {
      return address.equals(other) && advertisement.port() == port;
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
    Map<InetAddress, Sighting> sightings = workers.get(advertisement.worker());
    Sighting known = sightings == null ? null : sightings.get(from);
    if (known == null || known.advertisement.port() != advertisement.port()) {
      removePredecessor(from, advertisement);
    }
    if (sightings == null) {
      checkRoom(from);
      sightings = new LinkedHashMap<>();
      sightings.put(from, sighting);
      workers.put(advertisement.worker(), sightings);
      listener.found(sighting.worker());
      return;
    }
    Sighting first = first(sightings);
    if (sightings.containsKey(from) || sightings.size() < MAX_ADDRESSES_OF_WORKER) {
      sightings.put(from, sighting);
    }
    if (first.address.equals(from)) {
      tellChange(first, sighting);
    }
  }

  /** The endpoint stays the same from found to gone, so a worker at another port is found anew. */
  private void tellChange(Sighting before, Sighting after) {
    if (before.advertisement.port() != after.advertisement.port()) {
      listener.gone(before.worker());
      listener.found(after.worker());
    } else if (!before.advertisement.equals(after.advertisement)) {
      listener.changed(after.worker());
    }
  }

  /** Two workers cannot listen at one place: an older one there was restarted under a new id. */
  private void removePredecessor(InetAddress from, Advertisement advertisement) {
    String predecessor = null;
    for (Map.Entry<String, Map<InetAddress, Sighting>> entry : workers.entrySet()) {
      if (!entry.getKey().equals(advertisement.worker())
          && entry.getValue().values().stream()
              .anyMatch(each -> each.isAt(from, advertisement.port()))) {
        predecessor = entry.getKey();
      }
    }
    if (predecessor != null) {
      goodbye(from, predecessor);
    }
  }

  private void checkRoom(InetAddress from) throws UnusableMessageException {
    if (workers.size() >= MAX_WORKERS) {
      throw new UnusableMessageException("is one worker too many: the table is full");
    }
    long neighbours = workers.values().stream().filter(each -> each.containsKey(from)).count();
    if (neighbours >= MAX_WORKERS_OF_ADDRESS) {
      throw new UnusableMessageException("announces too many workers from one address");
    }
  }

  /** A worker said goodbye. Believed only from an address where this worker was heard. */
  void goodbye(InetAddress from, String worker) {
    Map<InetAddress, Sighting> sightings = workers.get(worker);
    if (sightings == null || !sightings.containsKey(from)) {
      return;
    }
    Sighting first = first(sightings);
    if (first.address.equals(from)) {
      workers.remove(worker);
      listener.gone(first.worker());
    } else {
      sightings.remove(from);
    }
  }

  /** Drops what has been silent for too long. */
  void expire(long now) {
    // The listener is called after the walk, when the table is whole again.
    List<Runnable> calls = new ArrayList<>();
    Iterator<Map<InetAddress, Sighting>> all = workers.values().iterator();
    while (all.hasNext()) {
      Map<InetAddress, Sighting> sightings = all.next();
      Sighting first = first(sightings);
      sightings.values().removeIf(each -> now - each.heard >= silenceNanos);
      if (sightings.isEmpty()) {
        all.remove();
        calls.add(() -> listener.gone(first.worker()));
      } else if (!first(sightings).address.equals(first.address)) {
        Sighting next = first(sightings);
        calls.add(() -> listener.gone(first.worker()));
        calls.add(() -> listener.found(next.worker()));
      }
    }
    calls.forEach(Runnable::run);
  }

  private static Sighting first(Map<InetAddress, Sighting> sightings) {
    return sightings.values().iterator().next();
  }
}

package org.networkrender.core.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Says how many attempts jobs may hold at a worker, so that all together never hold more than it
 * takes, which is two a slot.
 *
 * <p>A worker starts what it got in the order in which it came, whoever it is for. So a job that
 * shares a worker holds no more there than it has slots: what it had queued could start in the slot
 * of another one. Only who has a worker alone queues there. What runs, or is not given back yet, of
 * a job that has no slots there any more takes up room until it ends; who follows is queued behind
 * it, so no slot is idle in between.
 */
class Rooms {
  private static final Comparator<Place> FIRST =
      Comparator.<Place>comparingInt(place -> -place.job.priority)
          .thenComparingInt(place -> place.job.number);

  /** Adds what jobs are to be told of a worker where that has changed: what is less, or is more. */
  final void changes(QueuedWorker worker, List<Share> less, List<Share> more) {
    List<Place> places = new ArrayList<>(worker.places.values());
    places.sort(FIRST);
    long owners = places.stream().filter(place -> place.slots + place.lent > 0).count();
    int free = 2 * worker.slots - taken(worker);
    int over = Math.max(0, -free);
    for (Place place : places) {
      boolean alone = isAlone(worker, place);
      // Who waits for a worker to be empty may begin nothing else there meanwhile.
      int slots = worker.kept == place && !alone ? 0 : place.slots + place.lent;
      int desired = desired(slots, owners == 1);
      // While more is held than the worker takes, who ends something gets nothing in its place.
      int room = Math.min(place.held - Math.min(place.held, over), desired);
      int added = Math.max(0, Math.min(desired - room, free));
      room += added;
      free -= added;
      tell(
          new Share(place.job.number, worker.number, Math.min(slots, room), room, alone),
          place,
          less,
          more);
    }
  }

  private static void tell(Share share, Place place, List<Share> less, List<Share> more) {
    if (place.fit != Fit.NONE && !share.equals(place.told)) {
      boolean grows = share.isNoLessThan(place.told);
      place.told = share;
      (grows ? more : less).add(share);
    }
  }

  /** Returns how much of the room at a worker is taken. */
  int taken(QueuedWorker worker) {
    return worker.held();
  }

  /** Returns whether no job but that of a place has anything at a worker, or may begin anything. */
  boolean isAlone(QueuedWorker worker, Place place) {
    return worker.places.size() == 1 || (worker.kept == place && worker.held() == place.held);
  }

  /** Returns how many attempts a job should be able to hold. */
  int desired(int slots, boolean alone) {
    return alone ? 2 * slots : slots;
  }
}

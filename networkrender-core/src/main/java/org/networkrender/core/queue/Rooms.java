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
      int slots = place.slots + place.lent;
      int desired = desired(slots, owners == 1);
      // While more is held than the worker takes, who ends something gets nothing in its place.
      int room = Math.min(place.held - Math.min(place.held, over), desired);
      int added = Math.max(0, Math.min(desired - room, free));
      room += added;
      free -= added;
      tell(place, Math.min(slots, room), room, less, more);
    }
  }

  private static void tell(Place place, int slots, int room, List<Share> less, List<Share> more) {
    if (place.fit != Fit.NONE && (slots != place.toldSlots || room != place.toldRoom)) {
      boolean grows = slots >= place.toldSlots && room >= place.toldRoom;
      place.toldSlots = slots;
      place.toldRoom = room;
      (grows ? more : less).add(new Share(place.job.number, place.worker.number, slots, room));
    }
  }

  /** Returns how much of the room at a worker is taken. */
  int taken(QueuedWorker worker) {
    return worker.held();
  }

  /** Returns how many attempts a job should be able to hold. */
  int desired(int slots, boolean alone) {
    return alone ? 2 * slots : slots;
  }
}

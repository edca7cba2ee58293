package org.networkrender.core.queue;

import java.util.LinkedHashMap;
import java.util.Map;

/** One worker, and which jobs have what of it. */
final class QueuedWorker {
  final int number;
  final Map<Integer, Place> places = new LinkedHashMap<>();
  int slots;

  QueuedWorker(int number) {
    this.number = number;
  }

  /** Returns how many slots no job is to have. */
  int free() {
    int free = slots;
    for (Place place : places.values()) {
      free -= place.slots;
    }
    return free;
  }

  /** Returns how many attempts all jobs hold here. */
  int held() {
    int held = 0;
    for (Place place : places.values()) {
      held += place.held;
    }
    return held;
  }

  /**
   * Counts anew who runs how much. A worker starts what it has as long as a slot is idle, so what
   * it must run and does not tell is counted for those who may be meant.
   */
  void recharge() {
    int untold = Math.min(held(), slots);
    for (Place place : places.values()) {
      untold -= place.running;
    }
    for (Place place : places.values()) {
      int more = Math.max(0, Math.min(untold, place.held - place.running));
      untold -= more;
      int charge = place.running + more;
      place.job.charge += charge - place.charge;
      place.charge = charge;
    }
  }
}

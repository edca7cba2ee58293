package org.networkrender.core.queue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One worker, and which jobs have what of it. */
final class QueuedWorker {
  final int number;
  final Map<Integer, Place> places = new LinkedHashMap<>();
  int slots;

  /**
   * The place of the job that has it alone, for a suspect, or is to have it as soon as all others
   * have ended; null while there is none. Changed by {@link #keepFor} alone.
   */
  @Nullable Place kept;

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

  void keepFor(@Nullable Place place) {
    if (kept != place) {
      if (kept != null) {
        kept.yields = false;
      }
      kept = place;
    }
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
    int rest = slots;
    for (Place place : places.values()) {
      int more = Math.max(0, Math.min(untold, place.held - place.running));
      untold -= more;
      place.charge(place.running + more);
      rest -= place.charge;
    }
    if (kept != null && places.size() > 1) {
      // What is idle beside a suspect, or before it, is idle because of it.
      kept.charge(kept.charge + Math.max(0, rest));
    }
  }
}

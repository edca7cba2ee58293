package org.networkrender.core.worker;

import org.networkrender.api.discovery.Advertisement;
import org.networkrender.core.wire.Message;

/** How many tasks a worker takes just now, or why none. May be used by any thread. */
final class CurrentOffer {
  private final SlotPool slots;
  private final Pauses pauses;
  private volatile boolean leaving;

  CurrentOffer(SlotPool slots, Pauses pauses) {
    this.slots = slots;
    this.pauses = pauses;
  }

  /** The worker finishes what runs, and takes nothing more. */
  void leave() {
    leaving = true;
  }

  boolean isLeaving() {
    return leaving;
  }

  /** Returns it as clients are told. */
  Message.Offer message() {
    if (leaving) {
      return new Message.Offer(0, "it finishes what runs and then leaves");
    }
    String why = pauses.text();
    return why.isEmpty()
        ? new Message.Offer(slots.count(), "")
        : new Message.Offer(0, Message.cut(why));
  }

  /** Returns it as everybody is told. */
  Advertisement.State state() {
    if (leaving) {
      return Advertisement.State.LEAVING;
    }
    return slots.isBusy() || !pauses.text().isEmpty()
        ? Advertisement.State.BUSY
        : Advertisement.State.FREE;
  }
}

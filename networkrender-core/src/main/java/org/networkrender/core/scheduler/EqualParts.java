package org.networkrender.core.scheduler;

import java.util.List;

/**
 * Equal parts on slots of different speeds, each of them done where it ends first: a pure function.
 * All times are nanoseconds, moments are on the clock of the events.
 */
final class EqualParts {
  /** Halves the range of the answer so often: the error is less than a millionth of it. */
  private static final int STEPS = 24;

  private EqualParts() {}

  /**
   * A slot.
   *
   * @param free when it is free
   * @param part how long one part takes there, more than 0
   */
  record Slot(double free, double part) {}

  /**
   * Returns when the last of so many parts has ended; never, where there are parts and no slot.
   *
   * @param count how many parts, 0 or more
   */
  static double end(List<Slot> slots, double count) {
    double low = Double.MAX_VALUE;
    double high = Double.MAX_VALUE;
    for (Slot slot : slots) {
      low = Math.min(low, slot.free);
      high = Math.min(high, slot.free + count * slot.part);
    }
    for (int step = 0; step < STEPS && count > 0 && low < high; step++) {
      double middle = (low + high) / 2;
      if (ended(slots, middle) >= count) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return count > 0 ? high : low;
  }

  private static double ended(List<Slot> slots, double moment) {
    double ended = 0;
    for (Slot slot : slots) {
      ended += Math.max(0, Math.floor((moment - slot.free) / slot.part));
    }
    return ended;
  }
}

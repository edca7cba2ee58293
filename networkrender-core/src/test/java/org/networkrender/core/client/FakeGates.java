package org.networkrender.core.client;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Where {@link FakeBackend} waits as long as a test wants it. */
final class FakeGates {
  /** What waits. */
  enum Gate {
    /** Every frame and part, and finishing. */
    FRAMES,
    /** Whole frames, after their first percent. */
    WHOLES,
    /** Parts of frames. */
    PARTS
  }

  private final Set<Gate> held = EnumSet.noneOf(Gate.class);

  synchronized void hold(Gate gate) {
    held.add(gate);
  }

  synchronized void release(Gate gate) {
    held.remove(gate);
    notifyAll();
  }

  synchronized boolean isHeld(Gate gate) {
    return held.contains(gate);
  }

  /** Lets all that wait look anew whether they are over. */
  synchronized void wake() {
    notifyAll();
  }

  /** Waits until the gate is open, or what waits is over. */
  synchronized void await(Gate gate, BooleanSupplier over) throws InterruptedException {
    while (held.contains(gate) && !over.getAsBoolean()) {
      wait();
    }
  }

  /** The same, but for some milliseconds at most. */
  synchronized void await(Gate gate, BooleanSupplier over, long millis)
      throws InterruptedException {
    long begin = System.nanoTime();
    long left = millis;
    while (held.contains(gate) && !over.getAsBoolean() && left > 0) {
      wait(left);
      left = millis - (System.nanoTime() - begin) / 1_000_000;
    }
  }
}

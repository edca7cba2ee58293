package org.networkrender.core.queue;

/**
 * An attempt that takes up room.
 *
 * @param place where it is
 * @param runs whether it is known to run
 * @param goesOn whether another step of a chain follows it there
 * @param follows whether it follows another step there
 * @param alone whether nothing may be rendered beside it
 */
record QueuedAttempt(Place place, boolean runs, boolean goesOn, boolean follows, boolean alone) {
  /** Returns the same one, running. */
  QueuedAttempt begun() {
    return new QueuedAttempt(place, true, goesOn, follows, alone);
  }

  /** Returns whether a session would be lost with its slot; one that is queued has none yet. */
  boolean keepsSession() {
    return goesOn && (runs || follows);
  }
}

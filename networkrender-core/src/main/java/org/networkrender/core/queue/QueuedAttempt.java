package org.networkrender.core.queue;

/**
 * An attempt that takes up room.
 *
 * @param place where it is
 * @param runs whether it is known to run
 * @param goesOn whether another step of a chain follows it there
 */
record QueuedAttempt(Place place, boolean runs, boolean goesOn) {}

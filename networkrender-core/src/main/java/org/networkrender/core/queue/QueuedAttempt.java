package org.networkrender.core.queue;

/**
 * An attempt that takes up room.
 *
 * @param place where it is
 * @param runs whether it is known to run
 */
record QueuedAttempt(Place place, boolean runs) {}

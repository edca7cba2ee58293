package org.networkrender.core.events;

import java.time.Instant;

/** Something that happened, in a job, in a farm or on a worker. Immutable. */
public sealed interface Event permits JobEvent, FarmEvent, WorkerEvent {
  /**
   * Returns its place in the order of all events of its job, farm or worker. The first one is 1,
   * and each next one has a higher number; numbers are left out where events were.
   */
  long sequence();

  /** Returns when it happened, by the clock of the machine that tells it. */
  Instant time();
}

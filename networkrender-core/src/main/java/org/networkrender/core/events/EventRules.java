package org.networkrender.core.events;

import org.jspecify.annotations.Nullable;

/** What a stream has to know of its events. Pure. */
interface EventRules<E extends Event, S> {
  /** Returns the state after an event. */
  S after(S state, E event);

  /** Returns what tells a state in place of events that were lost. */
  E snapshot(S state, long lost);

  /**
   * Returns what an event tells the progress of, so that a newer one of the same makes it needless;
   * null for an event that is never needless.
   */
  @Nullable Object progressOf(E event);

  /** Returns whether no event comes after this one. */
  boolean isLast(E event);
}

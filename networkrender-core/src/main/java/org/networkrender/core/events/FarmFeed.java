package org.networkrender.core.events;

import java.util.function.Consumer;

/**
 * What a farm tells: its state, and what happens in it. Any number of subscribers come and go at
 * any time, also when the farm is closed. All methods may be called from any thread, and no
 * subscriber holds the farm.
 */
public interface FarmFeed {
  /** Returns the state after the newest event; costs nothing. */
  FarmSnapshot snapshot();

  /**
   * Begins a subscription that asks for its events, with a snapshot first. After the farm's end
   * that is the state before the end, and then the end.
   */
  EventQueue<FarmEvent> subscribe();

  /**
   * Begins a subscription that is called with each event, on a daemon thread of its own, as {@link
   * #subscribe()} gives them. What a call throws is logged, and the next event comes.
   */
  EventSubscription subscribe(Consumer<? super FarmEvent> subscriber);
}

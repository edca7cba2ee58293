package org.networkrender.core.events;

import java.util.function.Consumer;

/**
 * What a worker tells: its state, and what happens on it. Any number of subscribers come and go at
 * any time, also when the worker has ended. All methods may be called from any thread, and no
 * subscriber holds the worker.
 */
public interface WorkerFeed {
  /** Returns its id among the workers of its user on its machine, as a job has one. */
  String id();

  /** Returns the state after the newest event; costs nothing. */
  WorkerSnapshot snapshot();

  /**
   * Begins a subscription that asks for its events, with a snapshot first. After the worker's end
   * that is the state before the end, and then the end.
   */
  EventQueue<WorkerEvent> subscribe();

  /**
   * Begins a subscription that is called with each event, on a daemon thread of its own, as {@link
   * #subscribe()} gives them. What a call throws is logged, and the next event comes.
   */
  EventSubscription subscribe(Consumer<? super WorkerEvent> subscriber);
}

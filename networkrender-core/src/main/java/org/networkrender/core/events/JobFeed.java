package org.networkrender.core.events;

import java.util.function.Consumer;

/**
 * What a job tells: its state, and what happens in it. Any number of subscribers come and go at any
 * time, also when the job has ended. All methods may be called from any thread, and no subscriber
 * holds the job.
 */
public interface JobFeed {
  /** Returns the job's id: up to 64 letters, digits and hyphens. */
  String id();

  /** Returns the state after the newest event; costs nothing. */
  JobSnapshot snapshot();

  /**
   * Begins a subscription that asks for its events, with a snapshot first. After the job's end that
   * is the state before the end, and then the end.
   */
  EventQueue<JobEvent> subscribe();

  /**
   * Begins a subscription that is called with each event, on a daemon thread of its own, as {@link
   * #subscribe()} gives them. What a call throws is logged, and the next event comes.
   */
  EventSubscription subscribe(Consumer<? super JobEvent> subscriber);
}

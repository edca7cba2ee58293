package org.networkrender.core.events;

import java.time.Duration;

/** A subscriber that is called. All methods may be called from any thread. */
public interface EventSubscription extends AutoCloseable {
  /**
   * Waits until the subscriber was called for the last event, and has returned, or the subscription
   * is closed and its call has returned.
   *
   * @param atMost for how long at most
   * @return whether that is so; false at once if the subscriber itself asks
   * @throws InterruptedException if the waiting thread was interrupted
   */
  boolean awaitEnd(Duration atMost) throws InterruptedException;

  /**
   * Ends the subscription: no call is begun any more, and one that has not returned is interrupted,
   * unless it is the one that closes. Does not wait. Twice does nothing.
   */
  @Override
  void close();
}

package org.networkrender.core.events;

import java.time.Duration;
import java.util.Optional;

/**
 * The events of a job or a farm, for one subscriber that asks for them: first a snapshot, then each
 * event in the order of the numbers. Whoever asks too seldom loses progress of which there is a
 * newer one, and beyond 4,096 waiting events gets a new snapshot in place of all; the last event
 * always comes. Methods may be called from any thread; each event goes to one call.
 */
public interface EventQueue<E extends Event> extends AutoCloseable {
  /**
   * Waits for the next event.
   *
   * @return the event, or empty when the last one was taken or this is closed
   * @throws InterruptedException if the waiting thread was interrupted; no event is lost
   */
  Optional<E> take() throws InterruptedException;

  /**
   * Waits for the next event, but not for ever.
   *
   * @param atMost how long
   * @return the event, or empty when none came in time; {@link #isOver} says whether one may come
   * @throws InterruptedException if the waiting thread was interrupted; no event is lost
   */
  Optional<E> poll(Duration atMost) throws InterruptedException;

  /** Returns whether no event will come any more. */
  boolean isOver();

  /** Takes no event any more, and ends every wait. Twice does nothing. */
  @Override
  void close();
}

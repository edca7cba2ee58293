package org.networkrender.core.events;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The events that a subscriber did not take yet. They take bounded room, however slow it is: of
 * progress only the newest waits. When too many others do, all are lost, and none is offered until
 * the subscriber asks: then it catches up with the state of that moment. So one that sleeps costs
 * whoever publishes nothing. The last event is never lost.
 */
final class WaitingEvents<E extends Event, S>
    implements EventQueue<E>, EventStream.Subscriber<E, S> {
  /** So many events wait, and the last one besides. */
  static final int MOST = 4096;

  private final EventRules<E, S> rules;
  private final Consumer<WaitingEvents<E, S>> catchUp;
  private final Map<Object, E> waiting = new LinkedHashMap<>();

  /** Whether it has lost the state, or has none yet, and is offered nothing. */
  private boolean behind = true;

  private long lost;

  /** The number of the last event that it was offered. */
  private long offered;

  private boolean ended;
  private boolean closed;

  /**
   * Begins without a state.
   *
   * @param catchUp gives it the state by {@link #resume}, and offers it all events from then on;
   *     called without any lock
   */
  WaitingEvents(EventRules<E, S> rules, Consumer<WaitingEvents<E, S>> catchUp) {
    this.rules = rules;
    this.catchUp = catchUp;
  }

  /**
   * Takes the present state, in place of what was lost before it.
   *
   * @return whether events are to be offered from the next one on
   */
  synchronized boolean resume(S state) {
    if (!behind) {
      return false;
    }
    behind = false;
    long number = rules.snapshot(state, 0).sequence();
    long unseen = lost == 0 ? 0 : lost + number - offered;
    waiting.put(new Object(), rules.snapshot(state, unseen));
    lost = 0;
    notifyAll();
    return true;
  }

  @Override
  public synchronized boolean offer(E event, S after) {
    if (closed || ended || behind) {
      return false;
    }
    ended = rules.isLast(event);
    Object progress = ended ? null : rules.progressOf(event);
    if (progress != null) {
      // To its end: events keep the order of their numbers.
      waiting.remove(progress);
    }
    if (ended || waiting.size() < MOST) {
      waiting.put(progress == null ? event.sequence() : progress, event);
    } else {
      lost = waiting.size() + 1L;
      offered = event.sequence();
      waiting.clear();
      behind = true;
    }
    notifyAll();
    return !ended && !behind;
  }

  @Override
  public Optional<E> take() throws InterruptedException {
    while (true) {
      synchronized (this) {
        while (isEmpty()) {
          if (closed || ended) {
            return Optional.empty();
          }
          wait();
        }
        if (!behind) {
          return Optional.of(next());
        }
      }
      catchUp.accept(this);
    }
  }

  @Override
  public Optional<E> poll(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      synchronized (this) {
        while (isEmpty()) {
          long left = end - System.nanoTime();
          if (closed || ended || left <= 0) {
            return Optional.empty();
          }
          wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        if (!behind) {
          return Optional.of(next());
        }
      }
      catchUp.accept(this);
    }
  }

  private boolean isEmpty() {
    return !behind && waiting.isEmpty();
  }

  private E next() {
    Iterator<E> first = waiting.values().iterator();
    E event = first.next();
    first.remove();
    return event;
  }

  @Override
  public synchronized boolean isOver() {
    return closed || (ended && isEmpty());
  }

  @Override
  public synchronized void close() {
    closed = true;
    behind = false;
    waiting.clear();
    notifyAll();
  }
}

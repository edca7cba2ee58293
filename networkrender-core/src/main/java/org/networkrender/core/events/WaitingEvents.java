package org.networkrender.core.events;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events that a subscriber did not take yet. They take bounded room, however slow it is: of
 * progress only the newest waits, and when too many others do, the newest state takes the place of
 * all. The last event is never lost.
 */
final class WaitingEvents<E extends Event, S>
    implements EventQueue<E>, EventStream.Subscriber<E, S> {
  /** So many events wait, and the last one besides. */
  static final int MOST = 4096;

  private final EventRules<E, S> rules;
  private final Map<Object, E> waiting = new LinkedHashMap<>();

  /** Not null when events were lost; then those that wait come after it. */
  private @Nullable S state;

  private long lost;
  private boolean ended;
  private boolean closed;

  /**
   * Begins with a state.
   *
   * @param start what the subscriber gets first
   */
  WaitingEvents(EventRules<E, S> rules, S start) {
    this.rules = rules;
    waiting.put(new Object(), rules.snapshot(start, 0));
  }

  @Override
  public synchronized boolean offer(E event, S after) {
    if (closed || ended) {
      return false;
    }
    if (rules.isLast(event)) {
      ended = true;
      waiting.put(event.sequence(), event);
    } else if (state != null) {
      state = after;
      lost++;
      return true;
    } else {
      add(event, after);
    }
    notifyAll();
    return !ended;
  }

  private void add(E event, S after) {
    Object progress = rules.progressOf(event);
    if (progress != null) {
      // To its end: events keep the order of their numbers.
      waiting.remove(progress);
    }
    if (waiting.size() < MOST) {
      waiting.put(progress == null ? event.sequence() : progress, event);
    } else {
      lost += waiting.size() + 1;
      waiting.clear();
      state = after;
    }
  }

  @Override
  public synchronized Optional<E> take() throws InterruptedException {
    while (isEmpty()) {
      if (closed || ended) {
        return Optional.empty();
      }
      wait();
    }
    return Optional.of(next());
  }

  @Override
  public synchronized Optional<E> poll(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (isEmpty()) {
      long left = end - System.nanoTime();
      if (closed || ended || left <= 0) {
        return Optional.empty();
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return Optional.of(next());
  }

  private boolean isEmpty() {
    return state == null && waiting.isEmpty();
  }

  private E next() {
    S known = state;
    if (known != null) {
      E snapshot = rules.snapshot(known, lost);
      state = null;
      lost = 0;
      return snapshot;
    }
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
    waiting.clear();
    state = null;
    notifyAll();
  }
}

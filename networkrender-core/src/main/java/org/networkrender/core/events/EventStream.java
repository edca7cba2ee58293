package org.networkrender.core.events;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries events to subscribers that come and go at any time. Whoever publishes waits for nobody.
 * May be used by any thread.
 */
final class EventStream<E extends Event, S> {
  private static final ThreadFactory THREADS =
      new ThreadFactoryBuilder().setNameFormat("event-subscriber-%d").setDaemon(true).build();

  /** Is offered each event while it is published, and so must not wait for anything. */
  @FunctionalInterface
  interface Subscriber<E, S> {
    /**
     * Takes an event.
     *
     * @param after the state after it
     * @return whether another one may be offered
     */
    boolean offer(E event, S after);
  }

  private final EventRules<E, S> rules;
  private final List<Subscriber<E, S>> subscribers = new ArrayList<>();
  private volatile S state;

  /** What who comes after the end gets: the state before it, and the last event. */
  private @Nullable S beforeEnd;

  private @Nullable E last;

  EventStream(EventRules<E, S> rules, S start) {
    this.rules = rules;
    this.state = start;
  }

  S state() {
    return state;
  }

  /** Publishes what is made, unless the last event was published already. */
  synchronized void publish(Supplier<E> made) {
    if (last != null) {
      return;
    }
    E event = made.get();
    S before = state;
    S after = rules.after(before, event);
    state = after;
    if (rules.isLast(event)) {
      last = event;
      beforeEnd = before;
    }
    subscribers.removeIf(subscriber -> !subscriber.offer(event, after));
    if (last != null) {
      subscribers.clear();
    }
  }

  /** Offers all events from the next one on. */
  synchronized void hear(Subscriber<E, S> subscriber) {
    subscribers.add(subscriber);
  }

  EventQueue<E> subscribe() {
    WaitingEvents<E, S> queue = new WaitingEvents<>(rules, this::catchUp);
    catchUp(queue);
    return queue;
  }

  /** Gives a queue the state, and the last event or all from the next one on. */
  private synchronized void catchUp(WaitingEvents<E, S> queue) {
    S before = beforeEnd;
    E ending = last;
    if (before != null && ending != null) {
      queue.resume(before);
      queue.offer(ending, state);
    } else if (queue.resume(state)) {
      subscribers.add(queue);
    }
  }

  EventSubscription subscribe(Consumer<? super E> subscriber) {
    return new EventCalls<>(subscribe(), subscriber, THREADS);
  }
}

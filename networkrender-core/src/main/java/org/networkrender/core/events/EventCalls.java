package org.networkrender.core.events;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a subscriber on a thread of its own, with one event after the other. */
final class EventCalls<E extends Event> implements EventSubscription {
  private static final Logger log = LoggerFactory.getLogger(EventCalls.class);

  private final EventQueue<E> queue;
  private final Consumer<? super E> subscriber;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;

  /** Starts the thread. */
  EventCalls(EventQueue<E> queue, Consumer<? super E> subscriber, ThreadFactory threads) {
    this.queue = queue;
    this.subscriber = subscriber;
    this.thread = threads.newThread(this::run);
    thread.start();
  }

  private void run() {
    try {
      while (!queue.isOver()) {
        next().ifPresent(this::call);
      }
    } finally {
      end.countDown();
    }
  }

  private Optional<E> next() {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      // Of the last call, or of foreign code that leaves it behind: the next one is without it.
      log.debug("the thread of a subscriber was interrupted", e);
      return Optional.empty();
    }
  }

  private void call(E event) {
    try {
      subscriber.accept(event);
    } catch (Throwable e) {
      // The subscriber is foreign code; nothing depends on it.
      log.warn("a subscriber failed", e);
    }
  }

  @Override
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    return Thread.currentThread() != thread
        && end.await(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    queue.close();
    if (Thread.currentThread() != thread) {
      thread.interrupt();
    }
  }
}

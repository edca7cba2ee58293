package org.networkrender.core.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that foreign code works on and that nobody waits for, except at the worker's end. */
final class StartedThreads implements ThreadFactory {
  private static final Logger log = LoggerFactory.getLogger(StartedThreads.class);

  private final ThreadFactory factory;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  StartedThreads(ThreadFactory factory) {
    this.factory = factory;
  }

  @Override
  public Thread newThread(Runnable work) {
    return factory.newThread(
        () -> {
          Thread self = Thread.currentThread();
          threads.add(self);
          try {
            if (!ended) {
              work.run();
            }
          } finally {
            threads.remove(self);
          }
        });
  }

  /**
   * Interrupts those that still work, and waits until they have ended: what they leave now is never
   * removed. Those that have not begun to work do nothing any more.
   *
   * @param limit how long all are waited for together
   */
  void end(Duration limit) throws InterruptedException {
    ended = true;
    List<Thread> left = List.copyOf(threads);
    left.forEach(Thread::interrupt);
    if (!join(left, limit)) {
      log.warn("a backend does not end the opening of a session");
    }
  }

  /**
   * Waits until threads have ended.
   *
   * @param limit how long all are waited for together
   * @return whether all have
   */
  static boolean join(Collection<Thread> threads, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (Thread thread : threads) {
      TimeUnit.NANOSECONDS.timedJoin(thread, end - System.nanoTime());
    }
    return threads.stream().noneMatch(Thread::isAlive);
  }
}

package org.networkrender.core.pool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Makes connections, each of which may block for seconds: few at once of one host, not many of all,
 * and the hosts in turn. So a host that announces thousands of places where nobody answers takes
 * neither threads nor another host's turn. May be called from any thread.
 */
public final class Dialer implements AutoCloseable {
  static final int MOST_OF_HOST = 4;
  public static final int MOST = 64;

  private final Executor executor;
  private final Map<String, Deque<Runnable>> waiting = new LinkedHashMap<>();
  private final Map<String, Integer> running = new HashMap<>();
  private int all;
  private boolean closed;

  /** Prepares; connections are made on {@code executor}. */
  public Dialer(Executor executor) {
    this.executor = executor;
  }

  /** Runs something that connects to a host, now or when it is that host's turn. */
  synchronized void dial(String host, Runnable connecting) {
    if (!closed) {
      waiting.computeIfAbsent(host, any -> new ArrayDeque<>()).add(connecting);
      startWherePossible();
    }
  }

  private void startWherePossible() {
    while (all < MOST) {
      String next = null;
      for (String host : waiting.keySet()) {
        if (running.getOrDefault(host, 0) < MOST_OF_HOST) {
          next = host;
          break;
        }
      }
      if (next == null) {
        return;
      }
      start(next);
    }
  }

  private void start(String host) {
    // A host that has had its turn comes behind the others.
    Deque<Runnable> queue = waiting.remove(host);
    Runnable connecting = queue == null ? null : queue.poll();
    if (queue == null || connecting == null) {
      return;
    }
    if (!queue.isEmpty()) {
      waiting.put(host, queue);
    }
    running.merge(host, 1, Integer::sum);
    all++;
    executor.execute(
        () -> {
          try {
            connecting.run();
          } finally {
            ended(host);
          }
        });
  }

  /** Starts nothing any more; what was begun goes on. */
  @Override
  public synchronized void close() {
    closed = true;
    waiting.clear();
  }

  private synchronized void ended(String host) {
    running.computeIfPresent(host, (any, count) -> count > 1 ? count - 1 : null);
    all--;
    startWherePossible();
  }
}

package org.networkrender.core.assets;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.Sha256;

/**
 * What is being fetched. One source fetches a content once; it waits for no other source. May be
 * used by several threads.
 */
final class Transfers {
  private final Map<Key, ReentrantLock> running = new ConcurrentHashMap<>();

  private record Key(Sha256 content, Object source) {}

  /** The right of this thread to fetch a content from a source, until it is closed. */
  final class Turn implements AutoCloseable {
    private final Key key;
    private final ReentrantLock lock;

    private Turn(Key key, ReentrantLock lock) {
      this.key = key;
      this.lock = lock;
    }

    @Override
    public void close() {
      if (!lock.hasQueuedThreads()) {
        running.remove(key, lock);
      }
      lock.unlock();
    }
  }

  /** Waits until nobody else fetches a content from a source. */
  Turn await(Sha256 content, Object source) throws InterruptedException {
    Key key = new Key(content, source);
    ReentrantLock lock = lock(key);
    lock.lockInterruptibly();
    return new Turn(key, lock);
  }

  /** Returns the right, or null if another thread, or this one, has it. */
  @Nullable Turn take(Sha256 content, Object source) {
    Key key = new Key(content, source);
    ReentrantLock lock = lock(key);
    return !lock.isHeldByCurrentThread() && lock.tryLock() ? new Turn(key, lock) : null;
  }

  private ReentrantLock lock(Key key) {
    return running.computeIfAbsent(key, any -> new ReentrantLock());
  }
}

package org.networkrender.core.transport;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that handlers, sources and sinks may block. They are daemons and end when idle, so
 * the pool needs no owner; how many there are is bounded by the open transfers of each connection.
 */
final class TransportThreads {
  private static final Executor POOL =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          5,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          new ThreadFactoryBuilder()
              .setDaemon(true)
              .setNameFormat("networkrender-transport-%d")
              .build());

  private TransportThreads() {}

  static Executor pool() {
    return POOL;
  }

  /** Returns an executor that runs one task after the other, in order. */
  static Executor inOrder() {
    return MoreExecutors.newSequentialExecutor(POOL);
  }
}

package org.networkrender.core.worker;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.networkrender.core.events.WorkerEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener the lines of a worker's events, on a thread of its own. */
final class HeardLines implements Consumer<WorkerEvent>, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HeardLines.class);

  private final WorkerListener listener;
  private final ExecutorService calls =
      Executors.newSingleThreadExecutor(
          new ThreadFactoryBuilder().setNameFormat("worker-listener-%d").setDaemon(true).build());

  HeardLines(WorkerListener listener) {
    this.listener = listener;
  }

  @Override
  public void accept(WorkerEvent event) {
    WorkerEventText.line(event).ifPresent(this::tell);
    if (event instanceof WorkerEvent.Ended) {
      close();
    }
  }

  private void tell(String line) {
    try {
      calls.execute(() -> listener.happened(line));
    } catch (RejectedExecutionException e) {
      log.debug("after the worker's end: {}", line);
    }
  }

  /** Lets what was told come to its end, and ends the thread. */
  @Override
  public void close() {
    calls.shutdown();
  }
}

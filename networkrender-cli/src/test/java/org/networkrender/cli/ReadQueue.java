package org.networkrender.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.networkrender.core.events.EventQueue;
import org.networkrender.core.events.JobEvent;

/**
 * A queue that tells how far it was read: what was taken before is shown when more is asked for.
 */
record ReadQueue(EventQueue<JobEvent> queue, AtomicLong last, AtomicLong read)
    implements EventQueue<JobEvent> {
  ReadQueue(EventQueue<JobEvent> queue, AtomicLong read) {
    this(queue, new AtomicLong(-1), read);
  }

  @Override
  public Optional<JobEvent> take() throws InterruptedException {
    read.set(last.get());
    Optional<JobEvent> event = queue.take();
    event.ifPresent(taken -> last.set(taken.sequence()));
    return event;
  }

  @Override
  public Optional<JobEvent> poll(Duration atMost) {
    throw new UnsupportedOperationException("nobody polls");
  }

  @Override
  public boolean isOver() {
    return queue.isOver();
  }

  @Override
  public void close() {
    queue.close();
  }
}

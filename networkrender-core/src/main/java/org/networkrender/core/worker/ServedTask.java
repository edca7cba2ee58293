package org.networkrender.core.worker;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.core.wire.Message;

/** One attempt on this worker. */
final class ServedTask {
  private final ServedJob job;
  private final Message.Assign order;

  private @Nullable RenderSession session;
  private boolean cancelled;

  ServedTask(ServedJob job, Message.Assign order) {
    this.job = job;
    this.order = order;
  }

  ServedJob job() {
    return job;
  }

  Message.Assign order() {
    return order;
  }

  long attempt() {
    return order.attempt();
  }

  Path directory() {
    return job.results().resolve(Long.toString(order.attempt()));
  }

  /**
   * Says which session renders this task now, so that it can be stopped. False if it is too late.
   */
  synchronized boolean enter(RenderSession rendering) {
    if (!cancelled) {
      session = rendering;
    }
    return !cancelled;
  }

  /** The session has ended its work on this task; from now on cancelling leaves it alone. */
  synchronized void leave() {
    session = null;
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  synchronized void cancel() {
    cancelled = true;
    if (session != null) {
      session.cancel();
    }
  }
}

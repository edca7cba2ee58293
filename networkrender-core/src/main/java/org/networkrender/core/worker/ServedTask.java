package org.networkrender.core.worker;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.wire.Message;

/** One attempt on this worker. */
final class ServedTask {
  private final ServedJob job;
  private final Message.Assign order;

  private @Nullable WarmSession session;
  private @Nullable StopReason stopped;
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
  synchronized boolean enter(WarmSession rendering) {
    if (!cancelled && stopped == null) {
      session = rendering;
    }
    return session != null;
  }

  /** The session has ended its work on this task; from now on cancelling leaves it alone. */
  synchronized void leave() {
    session = null;
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  /** The client does not want it any more. */
  synchronized void cancel() {
    cancelled = true;
    if (session != null) {
      session.stop();
    }
  }

  /** Stops it because it must not go on; does nothing when no session works on it. */
  synchronized void stop(StopReason why) {
    if (session != null && stopped == null) {
      stopped = why;
      session.stop();
    }
  }

  /** What came just before the session had begun had no effect. */
  synchronized void repeatStop() {
    if (session != null && (cancelled || stopped != null)) {
      session.stop();
    }
  }

  /** Returns why it was stopped, or empty when it was not. */
  synchronized Optional<StopReason> stopped() {
    return Optional.ofNullable(stopped);
  }
}

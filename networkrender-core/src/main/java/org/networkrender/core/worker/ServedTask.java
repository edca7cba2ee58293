package org.networkrender.core.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.scheduler.FailureStage;
import org.networkrender.core.wire.Message;

/** One attempt on this worker. */
final class ServedTask {
  private final ServedJob job;
  private final Message.Assign order;
  private final int characters;

  private @Nullable Watched work;
  private @Nullable StopReason stopped;
  private boolean cancelled;
  private boolean opened;
  private volatile @Nullable TaskStory story;

  ServedTask(ServedJob job, Message.Assign order) {
    this.job = job;
    this.order = order;
    this.characters = order.frames().toString().length();
  }

  ServedJob job() {
    return job;
  }

  Message.Assign order() {
    return order;
  }

  /** Returns how long the list of its frames is: that is what an order may need memory for. */
  int characters() {
    return characters;
  }

  long attempt() {
    return order.attempt();
  }

  /** Returns how long it may take; zero for as long as it needs, as a bake does. */
  Duration limit() {
    return order.work() == Message.Work.BAKE
        ? Duration.ZERO
        : job.taskLimit().multipliedBy(order.frames().size());
  }

  Path directory() {
    return job.results().resolve(Long.toString(order.attempt()));
  }

  /** A slot begins with it, and tells so. */
  TaskStory begin() {
    TaskStory begun = job.client().begin(order);
    story = begun;
    return begun;
  }

  /** Returns what tells what becomes of it, since it was begun. */
  TaskStory story() {
    return Objects.requireNonNull(story, "the task was not begun");
  }

  /** There is a session in which it is rendered. */
  synchronized void opened() {
    opened = true;
  }

  /** Returns how far it has come. */
  synchronized FailureStage stage() {
    return opened ? FailureStage.RENDERING : FailureStage.OPENING;
  }

  /** Says what works for this task now, so that it can be stopped. False if it is too late. */
  synchronized boolean enter(Watched working) {
    if (!cancelled && stopped == null) {
      work = working;
    }
    return work != null;
  }

  /** What was entered has ended its work on this task; from now on cancelling leaves it alone. */
  synchronized void leave() {
    work = null;
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  /** The client does not want it any more. */
  synchronized void cancel() {
    cancelled = true;
    if (work != null) {
      work.stop();
    }
  }

  /** Stops it because it must not go on; does nothing when nothing works for it. */
  synchronized void stop(StopReason why) {
    if (work != null && stopped == null) {
      stopped = why;
      work.stop();
    }
  }

  /** What came just before the work had begun had no effect. */
  synchronized void repeatStop() {
    if (work != null && (cancelled || stopped != null)) {
      work.stop();
    }
  }

  /** Returns why it was stopped, or empty when it was not. */
  synchronized Optional<StopReason> stopped() {
    return Optional.ofNullable(stopped);
  }
}

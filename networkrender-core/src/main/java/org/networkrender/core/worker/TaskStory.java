package org.networkrender.core.worker;

import com.google.common.base.Stopwatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.networkrender.core.events.WorkerEvent;
import org.networkrender.core.events.WorkerEvents;
import org.networkrender.core.events.WorkerTask;

/**
 * Tells what becomes of one task: that it is begun, how far it is, and how it ended, which it tells
 * once. All methods may be called from any thread.
 */
final class TaskStory {
  private final WorkerEvents events;
  private final WorkerTask task;
  private final Stopwatch time = Stopwatch.createStarted();
  private final AtomicBoolean ended = new AtomicBoolean();

  /** Tells that the task is begun. */
  TaskStory(WorkerEvents events, WorkerTask task) {
    this.events = events;
    this.task = task;
    events.publish(stamp -> new WorkerEvent.TaskStarted(stamp, task));
  }

  void progress(double fraction, String note) {
    if (!ended.get()) {
      events.publish(stamp -> new WorkerEvent.TaskProgress(stamp, task, fraction, note));
    }
  }

  void rendered(double seconds) {
    end(WorkerTask.Outcome.RENDERED, "", seconds);
  }

  void failed(String why) {
    end(WorkerTask.Outcome.FAILED, why, seconds());
  }

  /** Nobody wants it any more. */
  void stopped() {
    end(WorkerTask.Outcome.STOPPED, "", seconds());
  }

  private double seconds() {
    return time.elapsed(TimeUnit.NANOSECONDS) / 1e9;
  }

  private void end(WorkerTask.Outcome outcome, String text, double seconds) {
    if (ended.compareAndSet(false, true)) {
      events.publish(stamp -> new WorkerEvent.TaskEnded(stamp, task, outcome, text, seconds));
    }
  }
}

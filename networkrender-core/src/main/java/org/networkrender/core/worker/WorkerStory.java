package org.networkrender.core.worker;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.networkrender.api.PlainText;
import org.networkrender.core.events.TaskAttempt;
import org.networkrender.core.events.WorkerClient;
import org.networkrender.core.events.WorkerEvent;
import org.networkrender.core.events.WorkerEvents;
import org.networkrender.core.events.WorkerOffer;
import org.networkrender.core.events.WorkerPause;
import org.networkrender.core.events.WorkerTask;
import org.networkrender.core.events.WorkerWarning;
import org.networkrender.core.wire.Message;

/** Tells what happens on a worker. All methods may be called from any thread. */
final class WorkerStory {
  private final WorkerEvents events;
  private final AtomicLong clients = new AtomicLong();
  private final AtomicLong tasks = new AtomicLong();

  WorkerStory(WorkerEvents events) {
    this.events = events;
  }

  void started(WorkerOffer offer) {
    events.publish(stamp -> new WorkerEvent.Started(stamp, offer));
  }

  WorkerClient joined(String name, String host) {
    WorkerClient client =
        new WorkerClient(clients.incrementAndGet(), PlainText.line(name), PlainText.line(host));
    events.publish(stamp -> new WorkerEvent.ClientJoined(stamp, client));
    return client;
  }

  void left(WorkerClient client, String reason) {
    events.publish(stamp -> new WorkerEvent.ClientLeft(stamp, client, PlainText.line(reason)));
  }

  TaskStory begin(WorkerClient client, Message.Assign order) {
    WorkerTask task = new WorkerTask(tasks.incrementAndGet(), client, order.frames(), kind(order));
    return new TaskStory(events, task);
  }

  private static TaskAttempt.Kind kind(Message.Assign order) {
    return switch (order.work()) {
      case RENDER ->
          order.region() == null && order.samples() == null
              ? TaskAttempt.Kind.FRAMES
              : TaskAttempt.Kind.PART;
      case FINISH -> TaskAttempt.Kind.FINISH;
      case BAKE -> TaskAttempt.Kind.BAKE;
      case ENCODE -> TaskAttempt.Kind.MOVIE;
    };
  }

  /** Tells why no task is taken; none where tasks are taken again. */
  void pauses(List<WorkerPause> pauses) {
    events.publish(
        stamp ->
            pauses.isEmpty()
                ? new WorkerEvent.Resumed(stamp)
                : new WorkerEvent.Paused(stamp, pauses));
  }

  void stopping(boolean now) {
    events.publish(stamp -> new WorkerEvent.Stopping(stamp, now));
  }

  void warning(WorkerWarning code, String text) {
    events.publish(stamp -> new WorkerEvent.Warning(stamp, code, text));
  }

  void note(String text) {
    events.publish(stamp -> new WorkerEvent.Note(stamp, text));
  }

  void ended() {
    events.publish(stamp -> new WorkerEvent.Ended(stamp, "", "", Optional.empty()));
  }
}

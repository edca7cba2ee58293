package org.networkrender.core.job;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.events.WorkerRef;
import org.networkrender.core.order.WorkerProgress;
import org.networkrender.core.pool.WorkerLink;
import org.networkrender.core.task.JobWorker;

/** Tells what has changed of a job's workers as events. Belongs to the farm's thread. */
final class WorkerStory {
  private final JobEvents events;
  private final Consumer<String> gone;
  private final Map<String, Shown> told = new HashMap<>();

  /** What was told last of a worker. */
  private record Shown(
      WorkerRef worker,
      WorkerProgress.State state,
      String note,
      int slots,
      Optional<String> device) {}

  /**
   * Begins with nothing told.
   *
   * @param gone is told the place of a worker that has left
   */
  WorkerStory(JobEvents events, Consumer<String> gone) {
    this.events = events;
    this.gone = gone;
  }

  static WorkerRef of(JobWorker worker) {
    return new WorkerRef(worker.place(), worker.name());
  }

  /** Tells what has changed of a worker. */
  void look(JobWorker worker, long now) {
    Shown shown = shown(worker, now);
    @Nullable Shown before = told.put(worker.place(), shown);
    if (shown.equals(before)) {
      return;
    }
    WorkerProgress.State state = shown.state;
    boolean found = before == null || before.state == WorkerProgress.State.GONE;
    if (found || state == WorkerProgress.State.CONNECTING) {
      boolean local = worker.isLocal();
      events.publish(stamp -> new JobEvent.WorkerFound(stamp, shown.worker, local));
    }
    switch (state) {
      case WAITING, RENDERING ->
          events.publish(
              stamp -> new JobEvent.WorkerJoined(stamp, shown.worker, shown.slots, shown.device));
      case RESTING ->
          events.publish(
              stamp ->
                  new JobEvent.WorkerResting(stamp, shown.worker, shown.note, Optional.empty()));
      case UNUSABLE ->
          events.publish(
              stamp ->
                  new JobEvent.WorkerExcluded(stamp, shown.worker, worker.exclusion(), shown.note));
      case GONE -> {
        gone.accept(shown.worker.place());
        events.publish(stamp -> new JobEvent.WorkerLeft(stamp, shown.worker, shown.note));
      }
      case RECEIVING ->
          // How much it has is told apart, when it tells it.
          events.publish(stamp -> new JobEvent.WorkerReceiving(stamp, shown.worker, 0, 0));
      case CONNECTING -> {
        // Found is all that is to be said of it.
      }
    }
  }

  private static Shown shown(JobWorker worker, long now) {
    WorkerProgress.State state = worker.state(now);
    boolean works =
        state == WorkerProgress.State.WAITING || state == WorkerProgress.State.RENDERING;
    boolean receives = state == WorkerProgress.State.RECEIVING;
    WorkerLink link = worker.link();
    return new Shown(
        of(worker),
        works ? WorkerProgress.State.WAITING : state,
        works || receives ? "" : worker.note(now),
        works && link != null ? link.offer().slots() : 0,
        works ? worker.device() : Optional.empty());
  }
}

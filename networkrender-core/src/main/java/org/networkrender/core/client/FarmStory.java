package org.networkrender.core.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.networkrender.core.events.FarmEvent;
import org.networkrender.core.events.FarmEvents;
import org.networkrender.core.events.FarmSnapshot;
import org.networkrender.core.events.JobEnding;
import org.networkrender.core.events.JobEvents;

/** Tells what happens in a farm as events. Belongs to the farm's thread. */
final class FarmStory {
  private final FarmEvents events;

  /** What was told last of each worker, by its place. */
  private final Map<String, FarmSnapshot.Worker> told = new LinkedHashMap<>();

  FarmStory(FarmEvents events) {
    this.events = events;
  }

  /** Tells what has changed of the workers; to be called often, with all of them. */
  void workers(List<KnownWorker> known) {
    Map<String, FarmSnapshot.Worker> gone = new LinkedHashMap<>(told);
    for (KnownWorker each : known) {
      FarmSnapshot.Worker worker = each.state();
      gone.remove(each.place());
      if (!worker.equals(told.put(each.place(), worker))) {
        tell(worker);
      }
    }
    gone.forEach(
        (place, worker) -> {
          told.remove(place);
          String text = "nothing is heard of it any more";
          events.publish(stamp -> new FarmEvent.WorkerGone(stamp, worker.worker(), text));
        });
  }

  private void tell(FarmSnapshot.Worker worker) {
    switch (worker.status()) {
      case REACHABLE ->
          events.publish(
              stamp ->
                  new FarmEvent.WorkerReachable(
                      stamp,
                      worker.worker(),
                      worker.slots(),
                      worker.renderers(),
                      worker.busy(),
                      worker.text().isEmpty() ? Optional.empty() : Optional.of(worker.text())));
      case UNREACHABLE ->
          events.publish(
              stamp -> new FarmEvent.WorkerUnreachable(stamp, worker.worker(), worker.text()));
      case HEARD, GONE, OTHER ->
          events.publish(stamp -> new FarmEvent.WorkerHeard(stamp, worker.worker()));
    }
  }

  /** A job begins. */
  void submitted(JobEvents job, String scene) {
    events.publish(stamp -> new FarmEvent.JobSubmitted(stamp, job.id(), scene));
  }

  /** A job has told its end. */
  void ended(JobEvents job) {
    job.snapshot()
        .ending()
        .map(JobEnding::outcome)
        .ifPresent(
            outcome -> events.publish(stamp -> new FarmEvent.JobEnded(stamp, job.id(), outcome)));
  }

  /** The farm has closed, with all of its jobs. */
  void closed() {
    events.publish(FarmEvent.Closed::new);
  }
}

package org.networkrender.cli;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.networkrender.core.client.KnownWorker;
import org.networkrender.core.events.FarmEvent;
import org.networkrender.core.events.FarmSnapshot;
import org.networkrender.core.events.FarmSnapshot.Status;
import org.networkrender.core.events.Renderer;
import org.networkrender.core.events.WorkerRef;

/** The workers of a farm as an event. */
final class WorkerSnapshot {
  private WorkerSnapshot() {}

  static FarmEvent of(List<KnownWorker> workers, Clock clock) {
    Instant now = clock.instant();
    FarmSnapshot state =
        new FarmSnapshot(
            0, now, workers.stream().map(WorkerSnapshot::worker).toList(), List.of(), false);
    return new FarmEvent.Snapshot(new FarmEvent.Stamp(0, now), 0, state);
  }

  private static FarmSnapshot.Worker worker(KnownWorker worker) {
    Status status =
        worker.problem().isPresent()
            ? Status.UNREACHABLE
            : worker.asked() ? Status.REACHABLE : Status.HEARD;
    List<Renderer> renderers =
        worker.backends().stream()
            .map(can -> new Renderer(can.backend(), can.version(), can.engines(), can.devices()))
            .toList();
    return new FarmSnapshot.Worker(
        new WorkerRef(worker.place(), worker.name()),
        status,
        worker.problem().orElse(""),
        worker.slots(),
        renderers);
  }
}

package org.networkrender.cli;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.networkrender.core.client.KnownWorker;
import org.networkrender.core.events.FarmEvent;
import org.networkrender.core.events.FarmSnapshot;

/** The workers of a farm as an event. */
final class WorkerSnapshot {
  private WorkerSnapshot() {}

  static FarmEvent of(List<KnownWorker> workers, Clock clock) {
    Instant now = clock.instant();
    FarmSnapshot state =
        new FarmSnapshot(
            0, now, workers.stream().map(KnownWorker::state).toList(), List.of(), false);
    return new FarmEvent.Snapshot(new FarmEvent.Stamp(0, now), 0, state);
  }
}

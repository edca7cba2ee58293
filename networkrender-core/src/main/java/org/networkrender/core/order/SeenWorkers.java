package org.networkrender.core.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.networkrender.core.events.JobPlanned;
import org.networkrender.core.events.JobSnapshot;
import org.networkrender.core.events.WorkerState;
import org.networkrender.core.order.WorkerProgress.State;

/** The workers of a snapshot, as people see them: this machine first. */
final class SeenWorkers {
  private SeenWorkers() {}

  static List<WorkerProgress> of(JobSnapshot state) {
    boolean countsParts = state.plan().filter(SeenWorkers::countsParts).isPresent();
    List<WorkerProgress> seen = new ArrayList<>();
    for (WorkerState worker : state.workers().all()) {
      seen.add(worker.local() ? 0 : seen.size(), seen(worker, countsParts));
    }
    return seen;
  }

  /** Of a still that is cut from its start, each part counts; a frame otherwise counts once. */
  private static boolean countsParts(JobPlanned plan) {
    return plan.still() && plan.parts() > 0;
  }

  private static WorkerProgress seen(WorkerState worker, boolean countsParts) {
    List<WorkerState.Run> runs = worker.running().stream().filter(run -> !run.rendered()).toList();
    boolean renders = worker.status() == WorkerState.Status.READY && !runs.isEmpty();
    return new WorkerProgress(
        worker.worker().name(),
        worker.local() ? WorkerProgress.HERE : worker.worker().place(),
        renders ? State.RENDERING : state(worker),
        renders ? labels(runs) : note(worker),
        renders ? runs.stream().mapToDouble(WorkerState.Run::fraction).average().orElse(0) : 0,
        countsParts ? worker.parts() : worker.frames(),
        worker.failed(),
        worker.seconds(),
        worker.device().orElse(""));
  }

  private static State state(WorkerState worker) {
    return switch (worker.status()) {
      case KNOWN, OTHER -> State.CONNECTING;
      case RECEIVING -> State.RECEIVING;
      case READY -> State.WAITING;
      case RESTING -> State.RESTING;
      case EXCLUDED -> State.UNUSABLE;
      case GONE -> State.GONE;
    };
  }

  private static String labels(List<WorkerState.Run> runs) {
    return runs.stream().map(run -> run.attempt().task()).collect(Collectors.joining(", "));
  }

  private static String note(WorkerState worker) {
    if (worker.status() != WorkerState.Status.RECEIVING || worker.bytesTotal() == 0) {
      return worker.note();
    }
    return String.format(
        Locale.ROOT, "%.0f of %.0f MB", worker.bytes() / 1e6, worker.bytesTotal() / 1e6);
  }
}

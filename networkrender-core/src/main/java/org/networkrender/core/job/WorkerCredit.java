package org.networkrender.core.job;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.networkrender.core.assembly.FrameAssembly;
import org.networkrender.core.events.Contribution;
import org.networkrender.core.task.JobAttempt;
import org.networkrender.core.task.JobTask;
import org.networkrender.core.task.JobWorker;

/**
 * Counts for each worker what it did, and tells of each frame who did it. A frame counts once, also
 * when it was rendered in parts: for the worker that spent most time on it. Only in a still that is
 * cut from its start each part counts by itself. Belongs to the farm's thread.
 */
final class WorkerCredit {
  private final boolean still;
  private final Map<FrameAssembly, Map<JobWorker, Double>> shares = new LinkedHashMap<>();

  /**
   * Begins with nothing done.
   *
   * @param still whether the job is one still
   */
  WorkerCredit(boolean still) {
    this.still = still;
  }

  private boolean countsParts(FrameAssembly assembly) {
    return still && !assembly.isTail();
  }

  /** The result of an attempt is in its place. */
  void done(JobAttempt attempt) {
    JobWorker worker = attempt.worker();
    double seconds = attempt.seconds();
    if (attempt.task() instanceof JobTask.Part part) {
      worker.succeeded(countsParts(part.assembly()) ? 1 : 0, part.work(), seconds);
      share(part.assembly(), worker, seconds);
    } else {
      attempt.task().countFor(worker, seconds);
      if (attempt.task() instanceof JobTask.Finish finish) {
        share(finish.assembly(), worker, seconds);
      }
    }
  }

  private void share(FrameAssembly assembly, JobWorker worker, double seconds) {
    if (!assembly.isDropped()) {
      shares
          .computeIfAbsent(assembly, any -> new LinkedHashMap<>())
          .merge(worker, seconds, Double::sum);
    }
  }

  /** A frame in parts has its pictures; returns what is told of it. */
  DoneFrame complete(FrameAssembly assembly, List<Path> pictures) {
    Map<JobWorker, Double> spent = shares.getOrDefault(assembly, Map.of());
    shares.remove(assembly);
    List<JobWorker> workers =
        spent.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .map(Map.Entry::getKey)
            .toList();
    if (!workers.isEmpty() && !countsParts(assembly)) {
      workers.get(0).succeeded(1, 0, 0);
    }
    double seconds = spent.values().stream().mapToDouble(Double::doubleValue).sum();
    return new DoneFrame(
        assembly.frame(),
        pictures,
        workers.stream()
            .map(worker -> contribution(worker, spent.getOrDefault(worker, 0.0)))
            .toList(),
        seconds);
  }

  /** Returns what events tell of a worker that rendered a frame for so many seconds. */
  static Contribution contribution(JobWorker worker, double seconds) {
    return new Contribution(WorkerStory.of(worker), seconds);
  }

  /** The parts of a frame are of no use any more. */
  void forget(FrameAssembly assembly) {
    shares.remove(assembly);
  }
}

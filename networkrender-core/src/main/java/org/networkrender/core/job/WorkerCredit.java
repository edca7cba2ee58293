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
 * Counts for each worker what it did, and tells of each frame who did it: of one in parts who spent
 * most time on it first. Belongs to the farm's thread.
 */
final class WorkerCredit {
  private final Map<FrameAssembly, Map<JobWorker, Double>> shares = new LinkedHashMap<>();

  /** The result of an attempt is in its place. */
  void done(JobAttempt attempt) {
    attempt.task().countFor(attempt.worker(), attempt.seconds());
    if (attempt.task() instanceof JobTask.Part part) {
      share(part.assembly(), attempt.worker(), attempt.seconds());
    } else if (attempt.task() instanceof JobTask.Finish finish) {
      share(finish.assembly(), attempt.worker(), attempt.seconds());
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

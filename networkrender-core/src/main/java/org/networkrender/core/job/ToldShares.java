package org.networkrender.core.job;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.networkrender.core.events.Contribution;
import org.networkrender.core.events.TaskAttempt;
import org.networkrender.core.events.WorkerRef;

/** Who did how much of the frames that are not in their place yet. Belongs to the farm's thread. */
final class ToldShares {
  private final Map<Integer, Map<WorkerRef, Double>> shares = new HashMap<>();

  /** The result of an attempt counts. */
  void accepted(TaskAttempt attempt, double seconds) {
    if (attempt.kind() == TaskAttempt.Kind.FRAMES) {
      // Whatever is there of parts is not used.
      double each = seconds / attempt.frames().size();
      attempt.frames().stream()
          .forEach(frame -> shares.put(frame, new HashMap<>(Map.of(attempt.worker(), each))));
    } else if (attempt.kind() != TaskAttempt.Kind.CHECK) {
      shares
          .computeIfAbsent(attempt.frames().get(0), any -> new LinkedHashMap<>())
          .merge(attempt.worker(), seconds, Double::sum);
    }
  }

  /** The parts of a frame are of no use any more. */
  void forget(int frame) {
    shares.remove(frame);
  }

  /** Returns who did a frame that is in its place now, who spent most time first. */
  List<Contribution> take(int frame) {
    Map<WorkerRef, Double> done = shares.remove(frame);
    return done == null
        ? List.of()
        : done.entrySet().stream()
            .map(entry -> new Contribution(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingDouble(Contribution::seconds).reversed())
            .toList();
  }
}

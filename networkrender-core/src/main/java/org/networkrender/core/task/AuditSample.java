package org.networkrender.core.task;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.networkrender.api.Sha256;
import org.networkrender.core.planning.JobPlan;

/** Which tasks of a job are audited: chance decides, and always in the same way. */
final class AuditSample {
  private AuditSample() {}

  /** Returns the numbers of the tasks: the share that was ordered, and at least one. */
  static List<Integer> of(JobPlan plan) {
    double share = plan.order().rules().audit();
    int all = plan.split().tasks().size();
    if (share == 0 || all == 0) {
      return List.of();
    }
    long size = Math.max(1, Math.round(share * all));
    return IntStream.range(0, all)
        .mapToObj(task -> new Lot(lot(plan, task), task))
        .sorted(Comparator.comparing(Lot::lot).thenComparing(Lot::task))
        .limit(size)
        .map(Lot::task)
        .sorted()
        .toList();
  }

  private record Lot(String lot, int task) {}

  private static String lot(JobPlan plan, int task) {
    String text = plan.identity().hex() + ' ' + plan.split().tasks().get(task).label();
    return Sha256.of(text.getBytes(UTF_8)).hex();
  }
}

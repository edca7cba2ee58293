package org.networkrender.core.job;

import org.networkrender.api.PictureName;
import org.networkrender.core.events.JobPlanned;
import org.networkrender.core.planning.JobPlan;

/** What a job is going to do, as events tell it. */
final class ToldPlan {
  private ToldPlan() {}

  static JobPlanned of(JobPlan plan) {
    return new JobPlanned(
        plan.order().scene().toString(),
        plan.backend().name(),
        plan.output().path().toString(),
        plan.frames(),
        plan.kept(),
        plan.split().tasks().size(),
        plan.scene().size().width(),
        plan.scene().size().height(),
        parts(plan),
        plan.order().still(),
        plan.pictures().stream().map(PictureName::pattern).toList());
  }

  /** As the first frame in parts has it; all of a job have the same. */
  private static int parts(JobPlan plan) {
    return plan.assemblies().stream()
        .findFirst()
        .map(
            assembly ->
                (int)
                    plan.split().tasks().stream()
                        .filter(task -> task.frames().contains(assembly.frame()))
                        .count())
        .orElse(0);
  }
}

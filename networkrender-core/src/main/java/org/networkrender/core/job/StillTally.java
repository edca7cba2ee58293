package org.networkrender.core.job;

import java.util.List;
import java.util.Optional;
import org.networkrender.api.PixelSize;
import org.networkrender.api.split.Task;
import org.networkrender.core.assembly.FrameAssembly;
import org.networkrender.core.events.JobEnding;
import org.networkrender.core.events.JobTotals;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.task.JobTask;

/** Counts the parts of frames that are rendered in parts. Belongs to the farm's thread. */
final class StillTally {
  private final JobPlan plan;
  private final List<FrameAssembly> assemblies;
  private final double before;
  private double parts;
  private long shown;
  private int tiles;
  private int ranges;

  StillTally(JobPlan plan) {
    this.plan = plan;
    this.assemblies = plan.assemblies();
    this.before = here();
  }

  private double here() {
    double here = 0;
    for (FrameAssembly assembly : assemblies) {
      here += assembly.parts().stream().filter(assembly::isHere).mapToDouble(assembly::share).sum();
    }
    return here;
  }

  /** A part is kept. */
  void done(JobTask.Part part) {
    parts += part.work();
    Task task = part.task();
    if (task.samples() == null) {
      tiles++;
    } else {
      ranges++;
    }
  }

  /** Returns how many frames' worth of parts an earlier run left. */
  double before() {
    return before;
  }

  /** Returns how many frames' worth of parts this run has kept. */
  double parts() {
    return parts;
  }

  /**
   * Returns how far a job is of which every frame is cut, or empty for another one.
   *
   * @param inWork how many frames' worth is done in parts that are not kept yet
   * @param joining whether a frame is being joined
   */
  Optional<JobTotals.Pixels> progress(double inWork, boolean joining) {
    if (assemblies.isEmpty() || assemblies.size() + plan.kept().size() < plan.frames().size()) {
      return Optional.empty();
    }
    long area = assemblies.get(0).format().area().pixels();
    long total = area * assemblies.size();
    boolean all = assemblies.stream().allMatch(FrameAssembly::isComplete);
    // What was shown stays, as of the job's fraction.
    shown = Math.max(shown, Math.min(total, (long) ((before + parts + inWork) * area)));
    long done = all ? total : shown;
    JobTotals.Stage stage =
        joining
            ? JobTotals.Stage.JOINING
            : all ? JobTotals.Stage.FINISHING : JobTotals.Stage.RENDERING;
    return Optional.of(new JobTotals.Pixels(done, total, stage));
  }

  /** Returns what is told of a still at its end, or empty for an animation. */
  Optional<JobEnding.Still> ending(PixelSize size) {
    return plan.order().still()
        ? Optional.of(new JobEnding.Still(size.width(), size.height(), tiles, ranges))
        : Optional.empty();
  }
}

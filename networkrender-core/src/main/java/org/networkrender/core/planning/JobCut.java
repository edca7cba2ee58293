package org.networkrender.core.planning;

import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.split.SplitRequest;
import org.networkrender.api.split.Task;
import org.networkrender.core.assembly.FrameOutput;
import org.networkrender.core.assembly.PartPlanner;
import org.networkrender.core.order.JobOrder;

/** Cuts the frames that are left of a job into tasks, for the farm that is known. Blocks. */
final class JobCut {
  private final JobOrder order;
  private final JobSplitter splitter;
  private final KnownFarm farm;

  JobCut(JobOrder order, JobSplitter splitter, KnownFarm farm) {
    this.order = order;
    this.splitter = splitter;
    this.farm = farm;
  }

  /** Returns what the user chose of the cut, in words that a later run compares. */
  String choice() {
    return splitter.name() + ' ' + JobOptions.ofSplitter(splitter, JobOptions.ofSplit(order));
  }

  /**
   * Cuts.
   *
   * @param place where the frames go
   * @param decided the scene as the farm renders it
   * @param costs measures frames, where the splitter wants to know
   * @param kept the frames that are done
   * @param pending those that are left
   * @throws RenderException also if a frame is too big for the machines
   */
  PartPlanner.Cut of(
      FrameOutput place, FarmScene decided, FrameCosts costs, FrameSet kept, FrameSet pending)
      throws RenderException {
    PartPlanner planner = new PartPlanner(place, order.rules().cutsFrames());
    planner.forget(kept);
    PartPlanner.Cut cut =
        planner.cut(
            splitter,
            new SplitRequest(
                decided.scene(),
                pending,
                pending.size() == 1 ? decided.fitting() : farm.slots(),
                JobOptions.ofSplit(order),
                frame -> costs.of(decided.scene(), frame)));
    if (order.exact() && cut.split().tasks().stream().anyMatch(task -> task.samples() != null)) {
      throw RenderException.user(
          "Pictures joined from sample ranges differ in their last bits, and --exact is on",
          "Leave out --exact, or choose --split tiles");
    }
    checkRoom(place, decided, cut);
    return cut;
  }

  private void checkRoom(FrameOutput place, FarmScene decided, PartPlanner.Cut cut)
      throws RenderException {
    RoomCheck.check(cut.assemblies(), farm.memories(), place.directory().path());
    if (decided.scene().parts().isPresent()
        && !cut.split().tasks().stream().allMatch(Task::isPart)) {
      RoomCheck.checkWhole(decided.scene().parts().get(), farm.memories());
    }
  }
}

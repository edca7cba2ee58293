package org.networkrender.core.task;

import java.util.List;
import org.networkrender.api.FrameSet;
import org.networkrender.api.backend.BakeRequest;
import org.networkrender.core.assembly.BakePlan;
import org.networkrender.core.output.FrameFiles.FrameFile;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.wire.Message;

/**
 * The baking of the scene's simulations.
 *
 * @param plan up to which frame
 */
public record BakeTask(BakePlan plan) implements JobTask {
  @Override
  public FrameSet frames() {
    return FrameSet.of(plan.name().last());
  }

  @Override
  public String label() {
    return "baking";
  }

  @Override
  public List<FrameFile> files(JobPlan job) {
    return List.of(new FrameFile(BakeRequest.FILE, plan.name().toString(), FrameFile.Kind.BAKED));
  }

  @Override
  public void countFor(JobWorker worker, double seconds) {
    // How long a frame takes is told by frames.
  }

  @Override
  public Message.Assign assign(int job, long attempt) {
    return new Message.Assign(
        job, attempt, Message.Work.BAKE, frames(), null, null, null, null, null);
  }
}

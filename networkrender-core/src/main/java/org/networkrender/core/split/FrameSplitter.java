package org.networkrender.core.split;

import java.util.ArrayList;
import java.util.List;
import org.networkrender.api.FrameSet;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.split.SplitPlan;
import org.networkrender.api.split.SplitRequest;
import org.networkrender.api.split.Task;

/** One task a frame, in the order of the frames. */
public final class FrameSplitter implements JobSplitter {

  @Override
  public String name() {
    return "frames";
  }

  @Override
  public String description() {
    return "One task a frame";
  }

  @Override
  public SplitPlan split(SplitRequest request) {
    FrameSet frames = request.frames();
    List<Task> tasks = new ArrayList<>(frames.size());
    frames.stream().forEach(frame -> tasks.add(Task.of(tasks.size(), FrameSet.of(frame))));
    return new SplitPlan(tasks, "One task a frame: " + tasks.size());
  }
}

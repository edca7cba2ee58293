package org.networkrender.core.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.networkrender.api.split.Task;

/**
 * The tasks of a job by the numbers that its scheduler knows them by: first those of the split,
 * then one to finish each frame that needs it, which is held until the frame is joined.
 */
final class JobTasks {
  private final List<JobTask> tasks = new ArrayList<>();
  private final Map<Integer, Integer> finishes = new HashMap<>();
  private final int free;

  JobTasks(JobPlan plan) {
    Map<Integer, FrameAssembly> byFrame = new HashMap<>();
    plan.assemblies().forEach(assembly -> byFrame.put(assembly.frame(), assembly));
    for (Task task : plan.split().tasks()) {
      tasks.add(
          task.isPart()
              ? new JobTask.Part(
                  task, Objects.requireNonNull(byFrame.get(task.frames().get(0)), "no assembly"))
              : new JobTask.Whole(task));
    }
    free = tasks.size();
    for (FrameAssembly assembly : plan.assemblies()) {
      if (assembly.format().finished()) {
        finishes.put(assembly.frame(), tasks.size());
        tasks.add(new JobTask.Finish(assembly));
      }
    }
  }

  /** Returns how many tasks can be started at once. */
  int free() {
    return free;
  }

  /** Returns how many tasks are held. */
  int held() {
    return tasks.size() - free;
  }

  JobTask get(int number) {
    return tasks.get(number);
  }

  /** Returns the number of the task that finishes a frame, or empty when it needs none. */
  OptionalInt finish(FrameAssembly assembly) {
    Integer number = finishes.get(assembly.frame());
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** Returns the number of the task that finishes a frame. */
  int finishOf(FrameAssembly assembly) {
    return finish(assembly).orElseThrow();
  }
}

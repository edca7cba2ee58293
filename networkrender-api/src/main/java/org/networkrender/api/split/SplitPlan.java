package org.networkrender.api.split;

import java.util.List;

/**
 * A job, cut.
 *
 * @param tasks the tasks; the task at place i has the number i
 * @param explanation what was chosen and why, in one plain line
 */
public record SplitPlan(List<Task> tasks, String explanation) {
  /** Copies the tasks and checks their numbers. */
  public SplitPlan {
    tasks = List.copyOf(tasks);
    for (int i = 0; i < tasks.size(); i++) {
      if (tasks.get(i).number() != i) {
        throw new IllegalArgumentException(
            "task at place " + i + " has the number " + tasks.get(i).number());
      }
    }
  }
}

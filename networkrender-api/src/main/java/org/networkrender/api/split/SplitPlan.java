package org.networkrender.api.split;

import java.util.List;

/**
 * A job, cut.
 *
 * <p>How parts are joined follows from the parts: what a tile keeps is copied to its place, without
 * touching a value; where several tasks keep the same region, their sample ranges are weighted by
 * their counts.
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

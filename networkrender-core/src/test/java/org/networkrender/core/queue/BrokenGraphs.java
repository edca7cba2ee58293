package org.networkrender.core.queue;

import org.networkrender.core.scheduler.Scheduler;
import org.networkrender.core.scheduler.SchedulerSettings;
import org.networkrender.core.scheduler.TailRules;
import org.networkrender.core.scheduler.TaskGraph;

/** Schedulers that were told only half of what tasks need of one another. */
final class BrokenGraphs {
  private BrokenGraphs() {}

  static Scheduler withoutNeeds(TaskGraph graph) {
    TaskGraph.Builder broken = copy(graph);
    graph.chains().forEach(broken::chain);
    return scheduler(broken);
  }

  static Scheduler withoutChains(TaskGraph graph) {
    TaskGraph.Builder broken = copy(graph);
    for (int task = 0; task < graph.size(); task++) {
      for (int need : graph.needs(task)) {
        broken.needs(task, need);
      }
    }
    return scheduler(broken);
  }

  private static TaskGraph.Builder copy(TaskGraph graph) {
    TaskGraph.Builder copy = TaskGraph.builder();
    for (int task = 0; task < graph.size(); task++) {
      if (graph.isHere(task)) {
        copy.here();
      } else {
        copy.task();
      }
    }
    return copy;
  }

  private static Scheduler scheduler(TaskGraph.Builder graph) {
    return new Scheduler(SchedulerSettings.defaults(), graph.build(), TailRules.none());
  }
}

package org.networkrender.core.scheduler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A defect of a scheduler: what of its parts is broken. */
interface Mutation {
  default TaskTable tasks(TaskGraph graph) {
    return new TaskTable(graph);
  }

  default Dependencies needs(TaskGraph graph) {
    return new Dependencies(graph);
  }

  default WorkerTable workers() {
    return new WorkerTable();
  }

  default TailEstimate estimate(WorkerTable workers) {
    return new TailEstimate(workers);
  }

  default Openings openings() {
    return new Openings();
  }

  default AttemptReports.Maker reports() {
    return AttemptReports::new;
  }

  default SchedulerSettings settings() {
    return SchedulerSettings.defaults();
  }

  default TailRules rules(TailRules rules) {
    return rules;
  }

  /** What it hears instead of an event; null for nothing. */
  default @Nullable SchedulerEvent heard(SchedulerEvent event) {
    return event;
  }

  default List<Effect> spoil(SchedulerEvent event, List<Effect> effects, Map<Long, Effect> memory) {
    return effects;
  }

  default Function<SchedulerEvent, List<Effect>> scheduler(TaskGraph graph, TailRules rules) {
    Map<Long, Effect> memory = new HashMap<>();
    Scheduler scheduler =
        new Scheduler(
            settings(),
            tasks(graph),
            needs(graph),
            workers(),
            this::estimate,
            openings(),
            reports(),
            rules(rules));
    return event -> {
      SchedulerEvent heard = heard(event);
      return heard == null ? List.of() : spoil(event, scheduler.handle(heard), memory);
    };
  }
}

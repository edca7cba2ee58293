package org.networkrender.core.queue;

import java.util.List;
import org.networkrender.core.queue.FarmBook.Attempt;
import org.networkrender.core.queue.FarmBook.JobEntry;
import org.networkrender.core.queue.FarmBook.Link;
import org.networkrender.core.scheduler.Effect;

/** Checks that what tasks need of one another holds whoever else is on the farm. */
final class ShapeLaws {
  /** The step of a chain that was verified in the present event. */
  private Attempt last;

  private static void require(boolean kept, Effect effect, String broken) {
    QueueBroken.require(8, kept, () -> broken + ": " + effect);
  }

  void begin(JobEntry job, Effect.Begin effect) {
    int task = effect.task();
    require(job.shape.here().contains(task), effect, "begun here, and for a worker");
    require(job.begun.add(task), effect, "begun twice");
    require(isReady(job, task), effect, "begun before what it needs");
  }

  void assign(JobEntry job, Effect.Assign effect, Link link) {
    List<Integer> unit = job.shape.unit(effect.task());
    require(!job.shape.here().contains(effect.task()), effect, "a worker does what is done here");
    for (int task : unit) {
      require(job.accepted.containsKey(task) || isReady(job, task), effect, "before what it needs");
    }
    int step = unit.indexOf(effect.task());
    if (step > 0) {
      Attempt before = last;
      require(
          before != null
              && before.job == job
              && before.link == link
              && before.task == unit.get(step - 1),
          effect,
          "not after the step before it, on its link");
    }
    last = null;
  }

  private static boolean isReady(JobEntry job, int task) {
    List<Integer> unit = job.shape.unit(task);
    return job.shape.needs(task).stream()
        .allMatch(need -> job.placed.contains(need) || unit.contains(need));
  }

  void verified(JobEntry job, Attempt attempt) {
    last = job.shape.unit(attempt.task).size() > 1 ? attempt : null;
  }

  /** To be called when everything was carried out. */
  void check(JobEntry job) {
    last = null;
    for (int task : job.shape.here()) {
      QueueBroken.require(
          8,
          !job.begins
              || job.begun.contains(task)
              || job.accepted.containsKey(task)
              || !isReady(job, task),
          () -> "the client could do task " + task + " of job " + job.number);
    }
  }
}

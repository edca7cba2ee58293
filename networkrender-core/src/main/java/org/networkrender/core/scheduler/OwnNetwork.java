package org.networkrender.core.scheduler;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells when links end because the network of this client broke, and takes back what the losses of
 * that moment have cost their tasks: the first of them looks like any other. {@link Judgement}
 * decides.
 */
final class OwnNetwork {
  /** Links that end within so long of each other have ended together, in nanoseconds. */
  private final long together;

  private final TaskTable tasks;
  private final WorkerTable workers;
  private final Deque<Blame> blames = new ArrayDeque<>();
  private final Map<Integer, Integer> forgiven = new HashMap<>();

  /** What a loss has cost its task. */
  private record Blame(long at, int task, @Nullable TaskHistory before, TaskHistory after) {}

  OwnNetwork(SchedulerSettings settings, TaskTable tasks, WorkerTable workers) {
    this.together = settings.silence().toNanos();
    this.tasks = tasks;
    this.workers = workers;
  }

  /**
   * An attempt is lost because its link ends; returns whether that costs its task nothing, because
   * the network of this client broke. Then the losses just before cost nothing either.
   */
  boolean forgives(AttemptState lost, long now, long leaseTime) {
    boolean broke = broke(lost, now, leaseTime);
    if (broke) {
      takeBack(now);
    }
    return broke && forgives(lost.task);
  }

  private boolean broke(AttemptState lost, long now, long leaseTime) {
    WorkerState ending = lost.worker;
    int all = 0;
    int gone = 0;
    for (MachineRecord machine : workers.machines()) {
      // What began after another machine had left was not broken off together with that.
      boolean left = now - machine.leftAt < together && machine.leftAt > lost.begunAt();
      if (!machine.own && (left || !machine.links.isEmpty())) {
        all++;
        gone += isGone(machine, ending, leaseTime) ? 1 : 0;
      }
    }
    return !ending.machine.own && Judgement.isOwnNetwork(gone, all);
  }

  private boolean isGone(MachineRecord machine, WorkerState ending, long leaseTime) {
    return machine.links.stream()
        .allMatch(link -> link == ending || leaseTime - link.heard >= together / 2);
  }

  /** A task that stops each machine at the same moment is not forgiven for ever. */
  private boolean forgives(int task) {
    return forgiven.merge(task, 1, Integer::sum) <= Judgement.MOST_FORGIVEN;
  }

  /** A loss was counted. */
  void blamed(int task, @Nullable TaskHistory before, TaskHistory after, long now) {
    while (!blames.isEmpty() && now - blames.peek().at >= together) {
      blames.remove();
    }
    blames.add(new Blame(now, task, before, after));
  }

  /** Takes back what was counted just now, of tasks that nothing else has befallen since. */
  private void takeBack(long now) {
    while (!blames.isEmpty()) {
      Blame blame = blames.removeLast();
      if (now - blame.at < together
          && blame.after.equals(tasks.history(blame.task))
          && forgives(blame.task)) {
        tasks.amend(blame.task, blame.before);
      }
    }
  }
}

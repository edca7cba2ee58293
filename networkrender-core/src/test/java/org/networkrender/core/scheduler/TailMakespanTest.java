package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * How long whole jobs take in virtual time, with the last tasks cut and without, against the lower
 * bound: all the work spread evenly over unequal machines.
 */
class TailMakespanTest {
  private static final double SECOND = 1e9;

  /** What each part costs beside its share, in seconds, and preparing as a share of a task. */
  private static final double PREPARING = 0.5;

  private static final int JOBS = 40;

  @Test
  void cuttingShortensJobsOfFewTasks() {
    StringBuilder table = new StringBuilder();
    for (int tasksASlot : new int[] {1, 2, 4}) {
      double with = 0;
      double without = 0;
      for (int seed = 0; seed < JOBS; seed++) {
        with += new Job(seed, tasksASlot, true).run() / JOBS;
        double uncut = new Job(seed, tasksASlot, false).run();
        without += uncut / JOBS;
      }
      table.append(String.format("%d a slot: %.2f uncut, %.2f cut%n", tasksASlot, without, with));
      assertThat(with).as(table.toString()).isLessThan(tasksASlot < 4 ? without : without + 0.01);
      assertThat(with).as(table.toString()).isLessThan(tasksASlot == 1 ? 1.7 : 1.35);
    }
  }

  /** One job on 2 to 32 machines that differ by up to 3 times, of tasks that differ by as much. */
  private static final class Job {
    private final Random random;
    private final double[] slowness;
    private final Map<Integer, Double> costs = new HashMap<>();
    private final Map<Long, Effect.Assign> live = new HashMap<>();
    private final Map<Integer, List<Long>> queues = new HashMap<>();
    private final Map<Integer, Long> running = new HashMap<>();
    private final Map<Integer, Effect.Cut> pieces = new HashMap<>();
    private final Set<Integer> accepted = new HashSet<>();
    private final PriorityQueue<Due> agenda =
        new PriorityQueue<>(Comparator.comparingDouble(Due::at).thenComparingLong(Due::number));
    private final Scheduler scheduler;
    private final double bound;
    private double now;
    private long number;
    private boolean done;

    private record Due(double at, long number, Runnable action) {}

    Job(int seed, int tasksASlot, boolean cuts) {
      random = new Random(seed);
      slowness = new double[2 + random.nextInt(31)];
      double speed = 0;
      for (int i = 0; i < slowness.length; i++) {
        slowness[i] = 1 + 2 * random.nextDouble();
        speed += 1 / slowness[i];
      }
      int tasks = tasksASlot * slowness.length;
      double work = 0;
      for (int task = 0; task < tasks; task++) {
        costs.put(task, 20 + 40 * random.nextDouble());
        work += costs.get(task) + PREPARING;
      }
      bound = work / speed;
      TailRules rules =
          new TailRules(
              task -> cuts,
              wanted -> Math.min(64, wanted),
              Duration.ofMillis(500),
              Duration.ofSeconds(2),
              Duration.ofSeconds(1));
      scheduler = new Scheduler(SchedulerSettings.defaults(), tasks, 0, rules);
    }

    /** Returns how many times as long as the lower bound the job takes. */
    double run() {
      for (int i = 0; i < slowness.length; i++) {
        tell(new SchedulerEvent.WorkerJoined(time(), i, "machine-" + i, 1));
      }
      tick();
      while (!done) {
        Due due = agenda.remove();
        now = due.at;
        due.action.run();
      }
      return now / bound;
    }

    private void tick() {
      for (int i = 0; i < slowness.length; i++) {
        tell(new SchedulerEvent.Heard(time(), i));
      }
      tell(new SchedulerEvent.TimePassed(time()));
      in(0.25, this::tick);
    }

    private void tell(SchedulerEvent event) {
      for (Effect effect : scheduler.handle(event)) {
        carryOut(effect);
      }
    }

    private void carryOut(Effect effect) {
      if (effect instanceof Effect.Assign assign) {
        live.put(assign.attempt(), assign);
        queues.computeIfAbsent(assign.worker(), worker -> new ArrayList<>()).add(assign.attempt());
        in(0, () -> startNext(assign.worker()));
      } else if (effect instanceof Effect.Cancel cancel) {
        live.remove(cancel.attempt());
        // The renderer is ended, and a new one is started.
        if (running.remove(cancel.worker(), cancel.attempt())) {
          in(1, () -> startNext(cancel.worker()));
        }
      } else if (effect instanceof Effect.Revoke revoke) {
        List<Long> queue = queues.getOrDefault(revoke.worker(), List.of());
        if (queue.remove(revoke.attempt())) {
          in(0, () -> tell(new SchedulerEvent.Returned(time(), revoke.attempt())));
        }
      } else if (effect instanceof Effect.Cut cut) {
        for (int i = 0; i < cut.parts(); i++) {
          costs.put(cut.first() + i, costs.get(cut.task()) / cut.parts());
        }
        costs.put(cut.first() + cut.parts(), 0.0);
        for (int i = 0; i <= cut.parts(); i++) {
          pieces.put(cut.first() + i, cut);
        }
      } else if (effect instanceof Effect.Accept accept) {
        accepted.add(accept.task());
        Effect.Cut cut = pieces.get(accept.task());
        int finish = cut == null ? 0 : cut.first() + cut.parts();
        if (cut != null && accepted(cut)) {
          in(0.5, () -> tell(new SchedulerEvent.Released(time(), finish, null)));
        }
      } else if (effect instanceof Effect.Done) {
        done = true;
      }
    }

    private boolean accepted(Effect.Cut cut) {
      for (int i = 0; i < cut.parts(); i++) {
        if (!accepted.contains(cut.first() + i)) {
          return false;
        }
      }
      return true;
    }

    private void startNext(int worker) {
      List<Long> queue = queues.getOrDefault(worker, List.of());
      while (!running.containsKey(worker) && !queue.isEmpty()) {
        long attempt = queue.remove(0);
        Effect.Assign assign = live.get(attempt);
        if (assign != null) {
          running.put(worker, attempt);
          tell(new SchedulerEvent.Started(time(), attempt));
          double preparing = PREPARING * slowness[worker];
          double pixels = costs.get(assign.task()) * slowness[worker];
          for (double share : new double[] {0.01, 0.25, 0.5, 0.75}) {
            in(preparing + share * pixels, () -> progress(worker, attempt, share));
          }
          in(preparing + pixels, () -> rendered(worker, attempt));
        }
      }
    }

    private void progress(int worker, long attempt, double share) {
      if (running.getOrDefault(worker, -1L) == attempt) {
        tell(new SchedulerEvent.Progressed(time(), attempt, share));
      }
    }

    private void rendered(int worker, long attempt) {
      if (running.remove(worker, attempt)) {
        tell(new SchedulerEvent.Rendered(time(), attempt));
        tell(new SchedulerEvent.Verified(time(), attempt));
        startNext(worker);
      }
    }

    private void in(double seconds, Runnable action) {
      agenda.add(new Due(now + seconds, number++, action));
    }

    private long time() {
      return (long) (now * SECOND);
    }
  }
}

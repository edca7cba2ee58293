package org.networkrender.core.queue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.networkrender.core.scheduler.FailureKind;

/**
 * What one seed stands for: a farm, and jobs that come and go on it. Machine 0 is the faithful one:
 * it never fails at a task, refuses no job, and is there for good when the troubles end.
 *
 * @param machines who takes part
 * @param jobs the jobs
 * @param troubles until when machines come and go, and jobs are paused, in nanoseconds
 * @param turn how many slot-seconds a turn is, in nanoseconds
 * @param checks the longest time from a result until it was verified
 */
record QueueScenario(
    List<Machine> machines, List<Job> jobs, long troubles, long turn, long checks) {
  static final long SECOND = 1_000_000_000L;

  /** On one of so many farms, the sixth one, results take long. */
  private static final int SLOW = 7;

  private static final List<Lie> LIES = List.of(Lie.values());

  /**
   * One machine.
   *
   * @param slots how many tasks it renders at once
   * @param slowness how many times as long as a machine of speed 1 it takes
   * @param joinsAt when it comes
   * @param unrest the mean distance of its troubles, or a very long time
   * @param failure the probability that a task fails there
   * @param kind how it fails
   * @param refused the jobs that it cannot do, by their places in the list
   * @param lie what it says that is not so
   * @param tellsStarts whether it says when it begins a task
   * @param delay the longest way of a message
   */
  record Machine(
      int slots,
      double slowness,
      long joinsAt,
      long unrest,
      double failure,
      FailureKind kind,
      Set<Integer> refused,
      Lie lie,
      boolean tellsStarts,
      long delay) {}

  /** What a machine does that does not keep its promises. */
  enum Lie {
    NONE,
    /** It takes tasks, and neither begins them nor gives them back. */
    SITS_ON_TASKS,
    /** It begins and says nothing more, until somebody pulls its plug. */
    NEVER_ENDS,
    /** It says everything twice. */
    REPEATS,
    /** It says at once that it has rendered what it has not, or takes that back. */
    RENDERS_NOTHING,
    /** It gives back what nobody asked for, begun or not. */
    GIVES_BACK,
    /** It offers none and many slots in turn. */
    FLAPS_SLOTS,
    /** It comes and goes all the time. */
    FLAPS
  }

  /** What is done to a job. */
  enum Wish {
    PAUSE,
    RESUME,
    PRIORITY,
    CANCEL
  }

  /**
   * Something that is done to a job at a time.
   *
   * @param at when
   * @param wish what
   * @param priority the new priority, where it gets one
   */
  record Change(long at, Wish wish, int priority) {}

  /**
   * One job.
   *
   * @param beginsAt when it comes
   * @param priority its first priority
   * @param costs nanoseconds that each task takes on a machine of speed 1
   * @param changes what is done to it
   * @param shape what the tasks need of one another
   * @param kills how often a task takes the link down over which it is rendered, before it is
   *     rendered at last
   */
  record Job(
      long beginsAt,
      int priority,
      List<Long> costs,
      List<Change> changes,
      JobShape shape,
      Map<Integer, Integer> kills) {
    boolean isCancelled() {
      return changes.stream().anyMatch(change -> change.wish == Wish.CANCEL);
    }
  }

  /** Returns how long the longest task may take on the slowest machine, until it was verified. */
  long longestTask() {
    long cost = 0;
    for (Job job : jobs) {
      for (long each : job.costs) {
        cost = Math.max(cost, each);
      }
    }
    double slowness = machines.stream().mapToDouble(Machine::slowness).max().orElse(1);
    return (long) (cost * slowness) + checks;
  }

  /** Returns how long the longest chain may take there, or the longest task. */
  long longestUnit() {
    long longest = longestTask();
    double slowness = machines.stream().mapToDouble(Machine::slowness).max().orElse(1);
    for (Job job : jobs) {
      for (List<Integer> chain : job.shape.chains()) {
        long cost = chain.stream().mapToLong(job.costs::get).sum() + chain.size() * SECOND;
        longest = Math.max(longest, (long) (cost * slowness) + chain.size() * checks);
      }
    }
    return longest;
  }

  /** Returns within which time all must be done. */
  long bound() {
    long work = 0;
    for (Job job : jobs) {
      for (long cost : job.costs) {
        work += cost + checks / 2;
      }
    }
    return troubles + 900 * SECOND * jobs.size() + 40 * work;
  }

  static QueueScenario roll(long seed) {
    return new Dice(new Random(seed * 0x9E3779B97F4A7C15L)).roll(checks(seed));
  }

  /** By a source of its own: the farms stay the same. */
  private static long checks(long seed) {
    Random random = new Random(seed * 0xD1342543DE82EF95L);
    return seed % SLOW == 5 ? (2 + random.nextInt(19)) * SECOND : SECOND / 2;
  }

  private static final class Dice {
    private final Random random;
    private final boolean failing;

    /** Whether only the first job may use the good machine, and the other one lies about scenes. */
    private final boolean walled;

    /** Whether there are more jobs than slots. */
    private final boolean crowded;

    Dice(Random random) {
      this.random = random;
      this.walled = one(12);
      this.failing = walled || one(3);
      this.crowded = !walled && one(5);
    }

    QueueScenario roll(long checks) {
      int jobs = one(8) ? 1 : 2 + random.nextInt(3);
      long troubles = within(60);
      double scale = Math.pow(10, random.nextDouble() * 1.5 - (walled ? 0 : 0.5));
      List<Machine> machines = new ArrayList<>();
      for (int i = crowded ? 1 : walled ? 2 : 1 + random.nextInt(5); i > 0; i--) {
        machines.add(machine(machines.size(), jobs));
      }
      List<Job> rolled = new ArrayList<>();
      boolean equal = one(2) || walled;
      for (int i = 0; i < jobs; i++) {
        rolled.add(job(scale, equal, troubles, jobs > 1));
      }
      if (walled) {
        List<Long> costs = Collections.nCopies(60, (long) (2 * scale * SECOND));
        rolled.set(
            0,
            new Job(
                0, 1, costs, List.of(), new JobShape(60, Map.of(), Set.of(), List.of()), Map.of()));
      }
      return new QueueScenario(machines, rolled, troubles, SECOND + within(10), checks);
    }

    private Machine machine(int number, int jobs) {
      boolean faithful = number == 0;
      Set<Integer> refused = new TreeSet<>();
      for (int job = 0; job < jobs; job++) {
        if (!faithful && (walled ? job == 0 : one(6))) {
          refused.add(job);
        }
      }
      boolean fails = failing && !faithful && (walled || one(2));
      List<FailureKind> kinds =
          List.of(FailureKind.WORKER, FailureKind.RESOURCE, FailureKind.REFUSED);
      return new Machine(
          1 + random.nextInt(crowded ? 2 : 4),
          0.5 + random.nextDouble() * 2,
          one(2) || (failing && faithful) ? 0 : within(30),
          one(3) && !(failing && faithful) ? 5 * SECOND + within(30) : Long.MAX_VALUE / 4,
          fails ? (walled || one(2) ? 1 : 0.4) : 0,
          // A false alarm of two machines is one that nobody can tell from a true one.
          number == 1 && (walled || one(2))
              ? FailureKind.SCENE
              : kinds.get(random.nextInt(kinds.size())),
          refused,
          fails && !walled && one(2) ? LIES.get(random.nextInt(LIES.size())) : Lie.NONE,
          faithful || !one(8),
          one(4) ? SECOND / 2 : SECOND / 50);
    }

    private Job job(double scale, boolean equal, long troubles, boolean several) {
      List<Long> costs = new ArrayList<>();
      for (int i = one(20) ? 0 : 1 + random.nextInt(crowded || one(3) ? 40 : 12); i > 0; i--) {
        costs.add((long) (SECOND * scale * (0.2 + random.nextDouble() * 2)));
      }
      List<Change> changes = new ArrayList<>();
      if (several && one(3)) {
        long at = within(30);
        changes.add(new Change(at, Wish.PAUSE, 0));
        changes.add(new Change(at + within(30), Wish.RESUME, 0));
      }
      for (int i = several && one(3) ? 1 + random.nextInt(3) : 0; i > 0; i--) {
        changes.add(new Change(within(40), Wish.PRIORITY, random.nextInt(3)));
      }
      if (several && one(12)) {
        changes.add(new Change(within(40), Wish.CANCEL, 0));
      }
      return new Job(
          one(2) ? 0 : (long) (random.nextDouble() * troubles),
          equal ? 0 : random.nextInt(3),
          costs,
          changes,
          JobShape.roll(costs.hashCode(), costs.size()),
          failing ? Map.of() : kills(new Random(costs.hashCode()), costs.size()));
    }

    /**
     * One job in eight has a few tasks that kill. Where machines fail as well, nobody can tell
     * which of the two it was before the patience with a task is over.
     */
    private static Map<Integer, Integer> kills(Random random, int tasks) {
      Map<Integer, Integer> kills = new TreeMap<>();
      for (int i = random.nextInt(8) == 0 && tasks > 0 ? 1 + random.nextInt(4) : 0; i > 0; i--) {
        kills.put(random.nextInt(tasks), 3 + random.nextInt(3));
      }
      return kills;
    }

    private long within(int seconds) {
      return (long) (random.nextDouble() * seconds * SECOND);
    }

    private boolean one(int in) {
      return random.nextInt(in) == 0;
    }
  }
}

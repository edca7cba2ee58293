package org.networkrender.core.scheduler.simulation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.networkrender.api.ErrorKind;

/**
 * What one seed stands for.
 *
 * <p>Machine 0 is the faithful one: it never fails at a task that can be rendered, and when the
 * troubles end it is there for good.
 *
 * @param tasks how many tasks wait from the start
 * @param held the held tasks, which are numbered on from those
 * @param costs nanoseconds each task takes on a machine of speed 1
 * @param poisoned the tasks that fail on every machine, as faults of the scene
 * @param machines who takes part
 * @param failing whether machines fail at good tasks
 * @param losing whether the faithful machine has troubles too
 * @param troubles until when machines come, go, freeze and drain, in nanoseconds
 * @param cancelAt when the job is cancelled, or -1
 * @param withdrawals when somebody finds that a task is not needed, by task
 * @param reorders when the order of the tasks is changed
 */
record Scenario(
    int tasks,
    List<Held> held,
    List<Long> costs,
    BitSet poisoned,
    List<Machine> machines,
    boolean failing,
    boolean losing,
    long troubles,
    long cancelAt,
    Map<Integer, Long> withdrawals,
    List<Long> reorders) {
  static final long SECOND = 1_000_000_000L;

  /**
   * A held task.
   *
   * @param task its number
   * @param needs the tasks that must be accepted before it is released
   * @param machine who should get it, or null
   */
  record Held(int task, Set<Integer> needs, String machine) {}

  /**
   * One machine.
   *
   * @param name who it is
   * @param slots how many tasks it renders at once
   * @param slowness how many times as long as a machine of speed 1 it takes
   * @param joinsAt when it comes
   * @param failure the probability that a task fails on it
   * @param kind how it fails
   * @param broken the probability that its result is found broken
   * @param unrest how often it has troubles: their mean distance in nanoseconds
   * @param otherClient the mean distance of tasks of another client, in nanoseconds; 0 for none
   * @param delay the longest way of a message, in nanoseconds
   */
  record Machine(
      String name,
      int slots,
      double slowness,
      long joinsAt,
      double failure,
      ErrorKind kind,
      double broken,
      long unrest,
      long otherClient,
      long delay) {}

  /** Returns how many tasks there are, the held ones among them. */
  int allTasks() {
    return tasks + held.size();
  }

  static Scenario of(long seed) {
    Random random = new Random(seed);
    // The first numbers of seeds side by side are alike unless they are spread.
    Random orders = new Random(seed * 0x9E3779B97F4A7C15L);
    int tasks = random.nextInt(20) == 0 ? random.nextInt(2) : 1 + random.nextInt(40);
    boolean failing = random.nextBoolean();
    boolean losing = !failing || random.nextBoolean();
    double scale = Math.pow(10, random.nextDouble() * 2 - 1);
    List<Long> costs = new ArrayList<>();
    BitSet poisoned = new BitSet();
    boolean poison = random.nextInt(3) == 0;
    int heldTasks = orders.nextBoolean() ? orders.nextInt(8) : 0;
    for (int task = 0; task < tasks + heldTasks; task++) {
      costs.add((long) (SECOND * scale * (0.2 + random.nextDouble() * 3)));
      poisoned.set(task, poison && random.nextInt(10) == 0);
    }
    List<Machine> machines = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      machines.add(machine(i, random, failing, losing));
    }
    long troubles = (long) (random.nextDouble() * 90 * SECOND);
    long cancelAt = random.nextInt(15) == 0 ? (long) (random.nextDouble() * 60 * SECOND) : -1;
    List<Held> held = new ArrayList<>();
    for (int task = tasks; task < tasks + heldTasks; task++) {
      held.add(held(task, machines, orders));
    }
    Map<Integer, Long> withdrawals = new TreeMap<>();
    for (int i = orders.nextInt(4) == 0 ? orders.nextInt(8) : 0; i > 0; i--) {
      withdrawals.put(
          orders.nextInt(tasks + heldTasks + 1), (long) (orders.nextDouble() * 40 * SECOND));
    }
    List<Long> reorders = new ArrayList<>();
    for (int i = orders.nextInt(3) == 0 ? 1 + orders.nextInt(4) : 0; i > 0; i--) {
      reorders.add((long) (orders.nextDouble() * orders.nextInt(40) * SECOND));
    }
    return new Scenario(
        tasks,
        held,
        costs,
        poisoned,
        machines,
        failing,
        losing,
        troubles,
        cancelAt,
        withdrawals,
        reorders);
  }

  /** Makes a held task, which may need held ones before it. */
  private static Held held(int task, List<Machine> machines, Random random) {
    Set<Integer> needs = new TreeSet<>();
    for (int i = random.nextInt(6); i > 0 && task > 0; i--) {
      needs.add(random.nextInt(task));
    }
    boolean prefers = random.nextInt(3) > 0;
    return new Held(
        task, needs, prefers ? machines.get(random.nextInt(machines.size())).name() : null);
  }

  private static Machine machine(int number, Random random, boolean failing, boolean losing) {
    boolean faithful = number == 0;
    boolean fails = failing && !faithful && random.nextInt(2) == 0;
    // A false alarm of the scene on two machines is one that nobody can tell from a true one, so
    // only machine 1 gives it.
    ErrorKind[] kinds = number == 1 ? ErrorKind.values() : NOT_THE_SCENE;
    return new Machine(
        "machine-" + number,
        1 + random.nextInt(3),
        0.5 + random.nextDouble() * 3,
        faithful && !losing ? 0 : (long) (random.nextDouble() * random.nextInt(40) * SECOND),
        fails ? (random.nextInt(3) == 0 ? 1 : random.nextDouble() * 0.5) : 0,
        kinds[random.nextInt(kinds.length)],
        fails && random.nextInt(3) == 0 ? random.nextDouble() * 0.5 : 0,
        (faithful && !losing) || random.nextInt(3) == 0
            ? Long.MAX_VALUE
            : (long) ((2 + random.nextDouble() * 30) * SECOND),
        random.nextInt(3) == 0 ? (long) ((1 + random.nextDouble() * 20) * SECOND) : 0,
        (long) (random.nextDouble() * (random.nextInt(4) == 0 ? 1.5 : 0.05) * SECOND));
  }

  private static final ErrorKind[] NOT_THE_SCENE = {
    ErrorKind.WORKER, ErrorKind.RESOURCE, ErrorKind.INTERNAL
  };
}

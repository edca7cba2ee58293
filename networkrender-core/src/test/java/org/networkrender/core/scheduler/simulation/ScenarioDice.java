package org.networkrender.core.scheduler.simulation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.FailureStage;
import org.networkrender.core.scheduler.simulation.Scenario.Lie;

/** Makes the scenario of a seed. */
final class ScenarioDice {
  private static final long SECOND = Scenario.SECOND;

  /** How a machine may fail at good tasks without being taken for right about them. */
  private static final List<FailureKind> NOT_THE_SCENE =
      List.of(FailureKind.WORKER, FailureKind.RESOURCE, FailureKind.REFUSED);

  private static final List<FailureKind> HOW_ALL_FAIL =
      List.of(
          FailureKind.WORKER,
          FailureKind.WORKER,
          FailureKind.SCENE,
          FailureKind.STALLED,
          FailureKind.RESOURCE);

  private static final List<Lie> LIES = List.of(Lie.values());

  private enum Family {
    /** Machines are lost in every way, and none fails at a good task. */
    LOSING,
    /** Machines fail at good tasks, and the faithful one has no troubles. */
    FAILING,
    /** Both: whether all is rendered depends on luck. */
    BOTH,
    /** No machine is well at the beginning, the faithful one neither. */
    RECOVERING
  }

  private final long seed;
  private final Random random;
  private final Family family;

  /** Whether all machines but the faithful one refuse every task, and that one comes late. */
  private final boolean refused;

  /** Whether there are many machines, and all but the faithful one fail at everything for ever. */
  private final boolean crowd;

  /** How no machine can open a session, or null. */
  private final FailureKind unopenable;

  /** Whether all say the same when they fail. */
  private final boolean alike;

  private ScenarioDice(long seed) {
    this.seed = seed;
    // The first numbers of seeds side by side are alike unless they are spread.
    random = new Random(seed * 0x9E3779B97F4A7C15L);
    int dice = random.nextInt(20);
    family =
        dice < 9
            ? Family.LOSING
            : dice < 14 ? Family.FAILING : dice < 18 ? Family.BOTH : Family.RECOVERING;
    refused = family == Family.BOTH && one(4);
    crowd = family == Family.FAILING && one(5);
    unopenable = one(25) ? HOW_ALL_FAIL.get(random.nextInt(HOW_ALL_FAIL.size())) : null;
    alike = random.nextInt(3) > 0;
  }

  static Scenario roll(long seed) {
    return new ScenarioDice(seed).scenario();
  }

  private Scenario scenario() {
    int tasks = one(20) ? random.nextInt(2) : 1 + random.nextInt(40);
    double scale = Math.pow(10, random.nextDouble() * 2 - 1);
    int heldTasks = one(2) ? random.nextInt(8) : 0;
    int all = tasks + heldTasks;
    List<Long> costs = new ArrayList<>();
    Map<Integer, FailureKind> poisons = new TreeMap<>();
    boolean poison = one(3);
    for (int task = 0; task < all; task++) {
      costs.add((long) (SECOND * scale * (0.2 + random.nextDouble() * 3)));
      if (poison && one(10)) {
        poisons.put(task, one(3) ? FailureKind.STALLED : FailureKind.SCENE);
      }
    }
    BitSet killers = new BitSet();
    for (int i = one(20) && all > 0 ? 1 + random.nextInt(2) : 0; i > 0; i--) {
      killers.set(random.nextInt(all));
    }
    List<Scenario.Machine> machines = new ArrayList<>();
    int count =
        crowd ? 8 + random.nextInt(4) : 1 + random.nextInt(family == Family.RECOVERING ? 4 : 6);
    long recovery = (long) (random.nextDouble() * 30 * SECOND);
    for (int i = 0; i < count; i++) {
      machines.add(machine(i, recovery));
    }
    List<Scenario.Held> held = new ArrayList<>();
    for (int task = tasks; task < all; task++) {
      held.add(held(task, machines));
    }
    return new Scenario(
        tasks,
        held,
        new GraphDice(costs.hashCode(), tasks).roll(held),
        costs,
        poisons,
        unopenable,
        killers,
        machines,
        family != Family.BOTH,
        (long) (random.nextDouble() * 90 * SECOND),
        one(15) ? within(60) : -1,
        withdrawals(all),
        reorders(),
        deaths(),
        family == Family.RECOVERING || crowd ? List.of() : jumps(),
        family == Family.FAILING || family == Family.RECOVERING ? List.of() : partitions(count),
        Deliveries.roll(seed, machines, costs));
  }

  private Map<Integer, Long> withdrawals(int tasks) {
    Map<Integer, Long> withdrawals = new TreeMap<>();
    for (int i = one(4) ? random.nextInt(8) : 0; i > 0; i--) {
      withdrawals.put(random.nextInt(tasks + 1), within(40));
    }
    return withdrawals;
  }

  private List<Long> reorders() {
    List<Long> reorders = new ArrayList<>();
    for (int i = one(3) ? 1 + random.nextInt(4) : 0; i > 0; i--) {
      reorders.add(within(random.nextInt(40)));
    }
    return reorders;
  }

  private List<Scenario.Death> deaths() {
    List<Scenario.Death> deaths = new ArrayList<>();
    long at = within(30);
    for (int i = one(6) ? 1 + random.nextInt(3) : 0; i > 0; i--) {
      long length = SECOND / 10 + within(10);
      deaths.add(new Scenario.Death(at, length, false));
      at += length + within(30);
    }
    return deaths;
  }

  private List<Scenario.Jump> jumps() {
    List<Scenario.Jump> jumps = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      long forward = (long) (Math.pow(10, random.nextDouble() * 4) * SECOND);
      jumps.add(new Scenario.Jump(within(60), one(4) ? -SECOND : forward));
    }
    return jumps;
  }

  private List<Scenario.Partition> partitions(int machines) {
    List<Scenario.Partition> partitions = new ArrayList<>();
    for (int i = one(4) ? 1 + random.nextInt(3) : 0; i > 0; i--) {
      BitSet cutOff = new BitSet();
      for (int machine = 0; machine < machines; machine++) {
        cutOff.set(machine, one(2));
      }
      partitions.add(new Scenario.Partition(within(60), SECOND / 10 + within(15), cutOff));
    }
    long at = within(20);
    for (int i = one(4) ? 1 + random.nextInt(5) : 0; i > 0; i--) {
      // The client's own network breaks.
      BitSet all = new BitSet();
      all.set(0, machines);
      partitions.add(new Scenario.Partition(at, 4 * SECOND + within(10), all));
      at += within(30);
    }
    return partitions;
  }

  /** Makes a held task, which may need held ones before it. */
  private Scenario.Held held(int task, List<Scenario.Machine> machines) {
    Set<Integer> needs = new TreeSet<>();
    for (int i = random.nextInt(6); i > 0 && task > 0; i--) {
      needs.add(random.nextInt(task));
    }
    boolean prefers = random.nextInt(3) > 0;
    return new Scenario.Held(
        task, needs, prefers ? machines.get(random.nextInt(machines.size())).name() : null);
  }

  private Scenario.Machine machine(int number, long recovery) {
    boolean faithful = number == 0;
    boolean recovers = family == Family.RECOVERING && (faithful || one(2));
    boolean refuses = refused && !faithful;
    boolean useless = crowd && !faithful;
    boolean fails =
        recovers || refuses || useless || (family != Family.LOSING && !faithful && one(2));
    boolean lies = fails && !recovers && !useless && family != Family.RECOVERING && one(3);
    boolean late = crowd && faithful && one(2);
    boolean calm = faithful && (family == Family.FAILING || family == Family.RECOVERING);
    boolean slow = one(4);
    return new Scenario.Machine(
        "machine-" + number,
        1 + random.nextInt(3),
        one(20) ? 10 : 0.5 + random.nextDouble() * 3,
        late
            ? within(20)
            : calm ? 0 : refused && faithful ? within(120) : within(random.nextInt(40)),
        fails ? (one(3) || recovers || refuses || useless ? 1 : random.nextDouble() * 0.5) : 0,
        kind(number, recovers),
        one(2) ? FailureStage.OPENING : FailureStage.RENDERING,
        words(number),
        recovers ? recovery : !refuses && !useless && one(3) ? within(120) : Long.MAX_VALUE,
        fails && !recovers && one(3) && family != Family.RECOVERING
            ? one(3) ? 1 : random.nextDouble() * 0.5
            : 0,
        lies ? LIES.get(random.nextInt(LIES.size())) : Lie.NONE,
        crowd && faithful && !late ? within(40) : !calm && one(5) ? within(20) : 0,
        calm || one(3) ? Long.MAX_VALUE : (long) ((2 + random.nextDouble() * 30) * SECOND),
        one(3) ? (long) ((1 + random.nextDouble() * 20) * SECOND) : 0,
        (long) (random.nextDouble() * (slow ? 1.5 : 0.05) * SECOND),
        one(6));
  }

  /** What all say alike that will be well soon is taken for what all lack. */
  private String words(int number) {
    boolean same = alike && family != Family.RECOVERING;
    return same ? "it broke" : "it broke, says " + (char) ('a' + number);
  }

  /** A false alarm of two machines is one that nobody can tell from a true one. */
  private FailureKind kind(int number, boolean recovers) {
    if (recovers || (crowd && number > 0)) {
      return one(2) ? FailureKind.RESOURCE : FailureKind.WORKER;
    }
    if (family == Family.RECOVERING || refused) {
      return FailureKind.REFUSED;
    }
    if (number == 1 && one(2)) {
      return one(2) ? FailureKind.SCENE : FailureKind.STALLED;
    }
    return NOT_THE_SCENE.get(random.nextInt(NOT_THE_SCENE.size()));
  }

  private long within(int seconds) {
    return (long) (random.nextDouble() * seconds * SECOND);
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }
}

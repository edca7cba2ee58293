package org.networkrender.core.scheduler.simulation;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.FailureStage;

/**
 * What one seed stands for: a farm and a job on it.
 *
 * <p>Machine 0 is the faithful one: when it is well it never fails at a task that can be rendered,
 * and when the troubles end it is there for good.
 *
 * @param tasks how many tasks wait from the start
 * @param held the held tasks, which are numbered on from those
 * @param graph what all these need of one another
 * @param costs nanoseconds each task takes on a machine of speed 1
 * @param poisons the tasks that fail on every machine, as faults of the scene or as stalls
 * @param unopenable how sessions cannot be opened, wherever; or null
 * @param killers the tasks that take their worker process down, each time
 * @param machines who takes part
 * @param certain whether every task that can be rendered must be
 * @param troubles until when machines come, go, freeze and drain, in nanoseconds
 * @param cancelAt when the job is cancelled, or -1
 * @param withdrawals when somebody finds that a task is not needed, by task
 * @param reorders when the order of the tasks is changed
 * @param deaths when the client dies
 * @param jumps when the client's clock jumps
 * @param partitions when the network falls apart
 * @param deliveries how long results take
 */
record Scenario(
    int tasks,
    List<Held> held,
    Graph graph,
    List<Long> costs,
    Map<Integer, FailureKind> poisons,
    FailureKind unopenable,
    BitSet killers,
    List<Machine> machines,
    boolean certain,
    long troubles,
    long cancelAt,
    Map<Integer, Long> withdrawals,
    List<Long> reorders,
    List<Death> deaths,
    List<Jump> jumps,
    List<Partition> partitions,
    Deliveries deliveries) {
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
   * What tasks need, by the scheduler's knowledge.
   *
   * @param needs what must be in its place before a task is begun
   * @param here the tasks that the client does itself
   * @param chains the tasks that go one after the other
   * @param apart the tasks of another kind than the others
   */
  record Graph(
      Map<Integer, Set<Integer>> needs, BitSet here, List<List<Integer>> chains, BitSet apart) {
    /** Tasks that need nothing of each other. */
    static final Graph NONE = new Graph(Map.of(), new BitSet(), List.of(), new BitSet());

    Set<Integer> needs(int task) {
      return needs.getOrDefault(task, Set.of());
    }

    /** Returns the chain that a task is in, or the task alone. */
    List<Integer> chain(int task) {
      return chains.stream()
          .filter(chain -> chain.contains(task))
          .findFirst()
          .orElse(List.of(task));
    }
  }

  /**
   * The client is killed.
   *
   * @param at when
   * @param length how long it takes until it is started again
   * @param forGood whether it never is
   */
  record Death(long at, long length, boolean forGood) {}

  /** The client's clock jumps, or its process stands still. */
  record Jump(long at, long nanos) {}

  /** Some machines cannot be reached for a while. */
  record Partition(long at, long length, BitSet machines) {}

  /** What a worker that does not keep to the protocol does. */
  enum Lie {
    NONE,
    /** It says how far it is by the dice, beyond 0 and 1 too. */
    FALSE_PROGRESS,
    /** It says that it has rendered what it has not. */
    RENDERS_NOTHING,
    /** It never says that it has begun. */
    NEVER_SAYS_STARTED,
    /** It gives tasks back that nobody asked for. */
    GIVES_BACK,
    /** It offers many more slots than it has. */
    ENDLESS_SLOTS,
    /** It takes tasks, and neither begins them nor gives them back. */
    SITS_ON_TASKS,
    /** It does whatever the protocol's form allows: {@link RogueTalk}. */
    ROGUE,
    /** It offers none and very many slots in turn, and gives back what it has begun. */
    FLAPS_SLOTS,
    /** It comes and goes all the time. */
    FLAPS;

    boolean breaksLinks() {
      return this == ROGUE || this == FLAPS;
    }
  }

  /**
   * One machine.
   *
   * @param name who it is
   * @param slots how many tasks it renders at once
   * @param slowness how many times as long as a machine of speed 1 it takes
   * @param joinsAt when it comes
   * @param failure the probability that a task fails on it
   * @param kind how it fails
   * @param stage when it does
   * @param words what it says then
   * @param failsUntil when it is well again: a disk has room
   * @param broken the probability that its result is found broken
   * @param liar how it lies
   * @param prepares how long it gets the files of a job before it joins that, in nanoseconds
   * @param unrest how often it has troubles: their mean distance in nanoseconds
   * @param otherClient the mean distance of tasks of another client, in nanoseconds; 0 for none
   * @param delay the longest way of a message, in nanoseconds
   * @param reorders whether messages overtake one another
   */
  record Machine(
      String name,
      int slots,
      double slowness,
      long joinsAt,
      double failure,
      FailureKind kind,
      FailureStage stage,
      String words,
      long failsUntil,
      double broken,
      Lie liar,
      long prepares,
      long unrest,
      long otherClient,
      long delay,
      boolean reorders) {}

  /** Returns how many tasks there are, the held ones among them. */
  int allTasks() {
    return tasks + held.size();
  }

  /** Returns whether a task fails wherever it is tried. */
  boolean isHopeless(int task) {
    return poisons.containsKey(task)
        || killers.get(task)
        || (unopenable != null && !graph.here().get(task));
  }

  /** Returns the same of which nobody can say that all will be rendered. */
  Scenario uncertain() {
    return with(machines, false, troubles, partitions);
  }

  /** Returns the same job on the farm of another scenario, and as certain as that. */
  Scenario on(Scenario other) {
    return with(other.machines, other.certain, other.troubles, List.of());
  }

  private Scenario with(
      List<Machine> farm, boolean sure, long troublesUntil, List<Partition> divisions) {
    return new Scenario(
        tasks,
        held,
        graph,
        costs,
        poisons,
        unopenable,
        killers,
        farm,
        sure,
        troublesUntil,
        cancelAt,
        withdrawals,
        reorders,
        deaths,
        jumps,
        divisions,
        deliveries);
  }
}

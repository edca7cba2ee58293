package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom, and for how many of them yet. A task whose result was accepted is done when
 * it is in its place, too. Tasks that have to do with no other take no room.
 */
class Dependencies {
  private final BitSet here;

  /** Those that need the client's word still. */
  private final BitSet held;

  /** What the client was told to begin. */
  private final BitSet begun = new BitSet(0);

  /** How much each task needs that is not done, the client's word too. */
  private final Map<Integer, Integer> open = new HashMap<>();

  private final Map<Integer, List<Integer>> dependents = new HashMap<>();

  /** What was accepted, and is not known to be in its place. */
  private final BitSet accepted = new BitSet(0);

  /** The cut task that is done, too, when what finishes its parts is. */
  private final Map<Integer, Integer> wholes = new HashMap<>();

  /** For which machine a task was meant by what it needs. */
  private final Map<Integer, String> preferred = new HashMap<>();

  Dependencies(TaskGraph graph) {
    this.here = graph.here();
    this.held = graph.held();
    held.andNot(graph.done());
    held.stream().forEach(task -> open.put(task, 1));
    for (int task : graph.needy()) {
      graph.openNeeds(task).forEach(need -> need(task, need));
    }
    here.andNot(graph.done());
  }

  private void need(int task, int need) {
    open.merge(task, 1, Integer::sum);
    dependents.computeIfAbsent(need, any -> new ArrayList<>()).add(task);
  }

  /** A task was cut: its parts are joined here, and finished then. */
  void cut(CutFrame cut) {
    here.set(cut.join());
    for (int part = cut.first(); part < cut.join(); part++) {
      need(cut.join(), part);
    }
    need(cut.finish(), cut.join());
    if (dependents.containsKey(cut.whole())) {
      wholes.put(cut.finish(), cut.whole());
    }
  }

  /** Returns whether the client does a task itself. */
  boolean isHere(int task) {
    return here.get(task);
  }

  /** Returns what the client can begin at once when the job begins. */
  List<Integer> beginnable() {
    return here.stream().filter(task -> !isBlocked(task)).boxed().toList();
  }

  void begin(int task) {
    begun.set(task);
  }

  /** Returns whether the client was told to begin a task. */
  boolean isBegun(int task) {
    return begun.get(task);
  }

  /** Returns whether a task needs something that is not done. */
  boolean isBlocked(int task) {
    return open.containsKey(task);
  }

  /** Returns whether a task needs the client's word still. */
  boolean isHeld(int task) {
    return held.get(task);
  }

  /** The client has given its word; returns whether the task needs nothing more. */
  boolean release(int task) {
    held.clear(task);
    return fulfil(task);
  }

  /** Something that a task needs is done; returns whether it needs nothing more. */
  boolean fulfil(int task) {
    return open.computeIfPresent(task, (any, count) -> count > 1 ? count - 1 : null) == null;
  }

  /** Returns the tasks that need a task. */
  List<Integer> dependents(int task) {
    return dependents.getOrDefault(task, List.of());
  }

  /** Returns the tasks that need one that is done now, or that which was cut into its parts. */
  List<Integer> served(int task) {
    return dependents(wholes.getOrDefault(task, task));
  }

  /** The result of a task was accepted. */
  void accepted(int task) {
    if (!served(task).isEmpty()) {
      accepted.set(task);
    }
  }

  /** The files of a task are in their place; returns whether it is done by that, and was not. */
  boolean placed(int task) {
    boolean done = task >= 0 && accepted.get(task);
    if (done) {
      accepted.clear(task);
    }
    return done;
  }

  void prefer(int task, String machine) {
    preferred.put(task, machine);
  }

  /** Returns the machine that a task is meant for, or null. */
  @Nullable String preferred(int task) {
    return preferred.get(task);
  }
}

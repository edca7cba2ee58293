package org.networkrender.core.scheduler;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tasks of a job, numbered from 0, and what they need: a task is not started before everything
 * that it needs is <em>done</em>. What workers render is done when its result was accepted and its
 * files are in their place; what the client does itself (<em>here</em>) when it says so.
 *
 * <p>A <em>chain</em> is a list of tasks that are rendered one after the other on one link, each
 * when the one before was verified. It begins when all is done that any of its tasks needs from
 * outside, and begins again at its first task when its session is lost.
 *
 * <p>A <em>held</em> task needs the client's word beside that: {@link SchedulerEvent.Released}.
 *
 * <p>Immutable, and safe for use by several threads.
 */
public final class TaskGraph {
  private final int size;
  private final BitSet here;
  private final BitSet held;
  private final BitSet done;
  private final BitSet apart;
  private final Map<Integer, Set<Integer>> needs;
  private final List<List<Integer>> chains;
  private final Map<Integer, List<Integer>> chained;

  private TaskGraph(Builder builder) {
    this.size = builder.size;
    this.here = (BitSet) builder.here.clone();
    this.held = (BitSet) builder.held.clone();
    this.done = (BitSet) builder.done.clone();
    this.apart = (BitSet) builder.apart.clone();
    Map<Integer, Set<Integer>> copied = new LinkedHashMap<>();
    builder.needs.forEach((task, needed) -> copied.put(task, ImmutableSet.copyOf(needed)));
    this.needs = copied;
    this.chains = List.copyOf(builder.chains);
    checkNumbers();
    this.chained = checkChains();
    checkCycles();
  }

  /** Returns a builder of a graph that has no tasks yet. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the graph of tasks that need nothing of each other.
   *
   * @param tasks how many may be started at once, 0 or more
   * @param held how many are held, 0 or more; they are numbered from {@code tasks} on
   * @throws IllegalArgumentException when a number is negative, or both together are too many
   */
  public static TaskGraph of(int tasks, int held) {
    if (tasks < 0 || held < 0 || tasks > Integer.MAX_VALUE - held) {
      throw new IllegalArgumentException(
          "A job cannot have " + tasks + " tasks and " + held + " held ones");
    }
    Builder builder = builder();
    builder.tasks(tasks);
    for (int i = 0; i < held; i++) {
      builder.held();
    }
    return builder.build();
  }

  /** Returns how many tasks there are. */
  public int size() {
    return size;
  }

  /** Returns whether the client does a task itself. */
  public boolean isHere(int task) {
    return here.get(task);
  }

  /** Returns whether a task needs the client's word. */
  public boolean isHeld(int task) {
    return held.get(task);
  }

  /** Returns the numbers of the tasks that a task needs; what it follows in a chain aside. */
  public Set<Integer> needs(int task) {
    return needs.getOrDefault(task, Set.of());
  }

  /** Returns the chains, each in its order. */
  public List<List<Integer>> chains() {
    return chains;
  }

  /** Returns whether a task was done before the job began. */
  public boolean isDone(int task) {
    return done.get(task);
  }

  /** Returns whether a task is of another kind than the others. */
  public boolean isApart(int task) {
    return apart.get(task);
  }

  /** Returns the tasks that the client does itself. */
  BitSet here() {
    return (BitSet) here.clone();
  }

  /** Returns the tasks that need the client's word. */
  BitSet held() {
    return (BitSet) held.clone();
  }

  /** Returns the tasks that were done before the job began. */
  BitSet done() {
    return (BitSet) done.clone();
  }

  /** Returns the tasks that need something, the client's word aside. */
  Set<Integer> needy() {
    return needs.keySet();
  }

  /**
   * Returns what is not done of what a task needs, at the beginning; nothing for what is done. What
   * comes before it in its own chain is done before it anyway.
   */
  List<Integer> openNeeds(int task) {
    if (done.get(task)) {
      return List.of();
    }
    List<Integer> chain = chained.getOrDefault(task, List.of());
    return needs(task).stream().filter(need -> !done.get(need) && !chain.contains(need)).toList();
  }

  /** Returns whether a task needs something that is not done at the beginning. */
  boolean isBlocked(int task) {
    return !done.get(task) && (held.get(task) || !openNeeds(task).isEmpty());
  }

  /**
   * Returns the tasks that do not wait for a worker at the beginning. Of a chain that waits its
   * first one does.
   */
  BitSet unready() {
    BitSet unready = (BitSet) here.clone();
    unready.or(held);
    unready.or(done);
    needs.keySet().stream().filter(this::isBlocked).forEach(unready::set);
    for (List<Integer> chain : chains) {
      boolean waits =
          chain.stream().noneMatch(this::isBlocked) && !chain.stream().allMatch(done::get);
      chain.forEach(unready::set);
      unready.set(chain.get(0), !waits);
    }
    return unready;
  }

  private void checkNumbers() {
    needs.forEach(
        (task, needed) -> {
          checkNumber(task);
          needed.forEach(this::checkNumber);
        });
    chains.forEach(chain -> chain.forEach(this::checkNumber));
    checkNumbers(done);
    checkNumbers(apart);
  }

  private void checkNumbers(BitSet tasks) {
    if (tasks.length() > size) {
      checkNumber(tasks.length() - 1);
    }
  }

  private void checkNumber(int task) {
    if (task < 0 || task >= size) {
      throw new IllegalArgumentException("there is no task " + task + " among " + size);
    }
  }

  /** Returns the chain that each task is in which is in one. */
  private Map<Integer, List<Integer>> checkChains() {
    Map<Integer, List<Integer>> byTask = new HashMap<>();
    for (List<Integer> chain : chains) {
      if (chain.isEmpty()) {
        throw new IllegalArgumentException("a chain has no tasks");
      }
      for (int task : chain) {
        if (here.get(task) || held.get(task)) {
          throw new IllegalArgumentException(
              "the chain " + chain + " is cut by task " + task + ", which no worker may start");
        }
        if (byTask.put(task, chain) != null) {
          throw new IllegalArgumentException("task " + task + " is in chains twice");
        }
      }
    }
    return byTask;
  }

  /** Takes away what needs nothing, again and again; a chain counts as one. */
  private void checkCycles() {
    Map<Integer, Integer> open = new LinkedHashMap<>();
    Map<Integer, List<Integer>> dependents = new HashMap<>();
    needs.forEach(
        (task, needed) -> {
          List<Integer> chain = chained.getOrDefault(task, List.of(task));
          for (int need : needed) {
            List<Integer> other = chained.getOrDefault(need, List.of(need));
            if (other.get(0).equals(chain.get(0))) {
              checkOrder(chain, task, need);
            } else {
              open.merge(chain.get(0), 1, Integer::sum);
              dependents.computeIfAbsent(other.get(0), any -> new ArrayList<>()).add(chain.get(0));
            }
          }
        });
    Deque<Integer> free = new ArrayDeque<>(dependents.keySet());
    free.removeIf(open::containsKey);
    while (!free.isEmpty()) {
      for (int dependent : dependents.getOrDefault(free.remove(), List.of())) {
        if (open.merge(dependent, -1, Integer::sum) == 0) {
          open.remove(dependent);
          free.add(dependent);
        }
      }
    }
    if (!open.isEmpty()) {
      throw new IllegalArgumentException("these tasks need each other: " + open.keySet());
    }
  }

  private static void checkOrder(List<Integer> chain, int task, int need) {
    if (chain.indexOf(need) >= chain.indexOf(task)) {
      throw new IllegalArgumentException("task " + task + " needs " + need + ", which is not done");
    }
  }

  /** Makes a graph. Not safe for use by several threads at once. */
  public static final class Builder {
    private final BitSet here = new BitSet(0);
    private final BitSet held = new BitSet(0);
    private final BitSet done = new BitSet(0);
    private final BitSet apart = new BitSet(0);
    private final Map<Integer, Set<Integer>> needs = new LinkedHashMap<>();
    private final List<List<Integer>> chains = new ArrayList<>();
    private int size;

    private Builder() {}

    /** Adds a task that workers render, and returns its number. */
    public int task() {
      return tasks(1);
    }

    /**
     * Adds tasks that workers render.
     *
     * @param count how many, 0 or more
     * @return the number of the first; the others are numbered on from it
     * @throws IllegalArgumentException when there are too many
     */
    public int tasks(int count) {
      if (count < 0 || size > Integer.MAX_VALUE - count) {
        throw new IllegalArgumentException("A job cannot have " + count + " more tasks");
      }
      int first = size;
      size += count;
      return first;
    }

    /** Adds a task that the client does itself, and returns its number. */
    public int here() {
      int task = tasks(1);
      here.set(task);
      return task;
    }

    /** Adds a task of workers that needs the client's word, and returns its number. */
    public int held() {
      int task = tasks(1);
      held.set(task);
      return task;
    }

    /** Lets a task need others, beside those that it needs already. */
    public Builder needs(int task, Collection<Integer> needed) {
      if (!needed.isEmpty()) {
        needs.computeIfAbsent(task, any -> new LinkedHashSet<>()).addAll(needed);
      }
      return this;
    }

    /** Lets a task need another, beside those that it needs already. */
    public Builder needs(int task, int needed) {
      return needs(task, List.of(needed));
    }

    /** Lets tasks be rendered in this order on one link. */
    public Builder chain(List<Integer> tasks) {
      chains.add(List.copyOf(tasks));
      return this;
    }

    /**
     * Says that a task was done before the job began, by an earlier run. It has ended, and whoever
     * needs it does not wait for it. In a chain it is rendered again where the state of the session
     * is needed for one that follows: {@link Effect.Repeated}.
     */
    public Builder done(int task) {
      done.set(task);
      return this;
    }

    /**
     * Says that a task is of another kind than the others, as a bake is among frames: how long it
     * takes tells nothing of them, nor they of it, so no second attempt of it is expected to end
     * earlier.
     */
    public Builder apart(int task) {
      apart.set(task);
      return this;
    }

    /**
     * Returns the graph.
     *
     * @throws IllegalArgumentException when tasks need each other or one that is not there, or when
     *     a chain is empty, has a task twice or one of another chain, or is cut by a task that no
     *     worker may start: one that the client does, or that is held
     */
    public TaskGraph build() {
      return new TaskGraph(this);
    }
  }
}

package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The tasks of a job: which need something, wait or pause, which are live, which have ended. */
class TaskTable extends TaskQueues {
  /** Those that wait for no slot yet, or never: they need something, or the client does them. */
  private final BitSet held;

  /** Those that others do in their place: they wait for no slot. */
  private final BitSet covered = new BitSet(0);

  private final BitSet ended;
  private final Map<Integer, List<AttemptState>> live = new HashMap<>();
  private final Map<Integer, Chain> chains = new HashMap<>();
  private final Pauses pauses = new Pauses();
  private final IntPredicate apart;
  private final int wholes;
  private int all;
  private int unfinished;

  TaskTable(TaskGraph graph) {
    super(graph);
    this.apart = graph::isApart;
    this.all = graph.size();
    this.wholes = all;
    this.held = graph.unready();
    this.ended = graph.done();
    this.unfinished = all - ended.cardinality();
    for (List<Integer> tasks : graph.chains()) {
      Chain chain = new Chain(tasks, graph);
      tasks.forEach(task -> chains.put(task, chain));
    }
  }

  /** Returns whether a task is of another kind than the others. */
  boolean isApart(int task) {
    return apart.test(task);
  }

  /** Returns the chain that a task is in, or null. */
  @Nullable Chain chain(int task) {
    return chains.get(task);
  }

  /**
   * Cuts a task into parts that wait from now on and do it in its place, so that it waits for no
   * attempt any more; and adds what joins them, and what finishes that ({@link CutFrame}).
   *
   * @return the number of the first part; the others are numbered on from it
   */
  int cut(int task, int count) {
    withdraw(task);
    covered.set(task);
    int first = all;
    all += count + 2;
    unfinished += count + 2;
    held.set(first + count, all);
    parts.cut(first, count);
    return first;
  }

  /** Lets a part wait again, whose attempts have ended, rather for another machine. */
  void takeBack(int part, MachineRecord from) {
    parts.takeFrom(part, from);
    requeue(part);
  }

  /** Nothing does a task in its place any more: it waits, unless it is live. */
  void uncover(int task) {
    covered.clear(task);
    requeue(task);
  }

  /** Returns whether others do a task in its place. */
  boolean isCovered(int task) {
    return covered.get(task);
  }

  boolean allEnded() {
    return unfinished == 0;
  }

  /** Tells the time, on the clock of the events: pauses end by it. */
  void passTime(long time) {
    now = time;
    waiting.passTime(time);
    parts.passTime(time);
    for (int task = pauses.takeOver(now); task != NONE; task = pauses.takeOver(now)) {
      TaskHistory history = histories.get(task);
      if (history != null && history.retryAt() <= now) {
        if (history.suspect()) {
          suspects.endPause(task);
        } else if (waits(task) && parts.contains(task)) {
          parts.makeReady(task);
        } else if (waits(task)) {
          waiting.makeReady(task);
        }
      }
    }
  }

  /** Returns whether a task is one of this job that has not ended. */
  boolean isOpen(int task) {
    return task >= 0 && task < all && !ended.get(task);
  }

  /** Returns the tasks that have not ended; they may end while this is gone through. */
  IntStream open() {
    return IntStream.range(0, all).filter(this::isOpen);
  }

  boolean isHeld(int task) {
    return isOpen(task) && held.get(task);
  }

  /** Notes a failure of a task that does not wait. */
  void remember(int task, TaskHistory history) {
    histories.put(task, history);
    if (history.retryAt() > now) {
      pauses.add(task, history.retryAt());
    }
  }

  /** Replaces what is noted of a task, whatever it does just now. */
  void amend(int task, @Nullable TaskHistory history) {
    boolean suspected = suspects.remove(task);
    boolean waited = !suspected && waits(task);
    if (waited) {
      removeWaiting(task);
    }
    if (history == null) {
      histories.remove(task);
    } else {
      histories.put(task, history);
    }
    if (suspected || waited) {
      requeue(task);
    }
  }

  /** Returns the live attempts of a task, oldest first. */
  Collection<AttemptState> attempts(int task) {
    return List.copyOf(live.getOrDefault(task, List.of()));
  }

  /** Returns whether the task of an attempt has another live one, or is done otherwise too. */
  boolean hasOther(AttemptState attempt) {
    if (covered.get(attempt.task)) {
      return true;
    }
    List<AttemptState> attempts = live.getOrDefault(attempt.task, List.of());
    return attempts.size() > 1 || (attempts.size() == 1 && attempts.get(0) != attempt);
  }

  boolean hasAttemptOn(int task, MachineRecord machine) {
    for (AttemptState attempt : live.getOrDefault(task, List.of())) {
      if (attempt.worker.machine == machine) {
        return true;
      }
    }
    return false;
  }

  void begin(AttemptState attempt) {
    live.computeIfAbsent(attempt.task, key -> new ArrayList<>(1)).add(attempt);
  }

  void end(AttemptState attempt) {
    List<AttemptState> attempts = live.get(attempt.task);
    if (attempts != null) {
      attempts.remove(attempt);
      if (attempts.isEmpty()) {
        live.remove(attempt.task);
      }
    }
  }

  /** Ends a task that has no live attempt and does not wait, for good. */
  void finish(int task) {
    if (!ended.get(task)) {
      ended.set(task);
      held.clear(task);
      covered.clear(task);
      unfinished--;
      if (!chains.containsKey(task)) {
        forget(task);
      }
    }
  }

  /** Forgets all that is known of what is not tried again: a task, or a chain. */
  void forget(int task) {
    histories.remove(task);
    waiting.forget(task);
    parts.forget(task);
  }

  /** Lets a task wait that needs nothing any more, for a machine if possible. */
  void release(int task, @Nullable MachineRecord machine) {
    held.clear(task);
    if (machine != null) {
      waiting.prefer(task, machine);
    }
    addWaiting(task);
  }

  /** Takes a task out of those that wait, if it does. */
  void withdraw(int task) {
    if (!suspects.remove(task) && waits(task)) {
      removeWaiting(task);
    }
  }

  private void removeWaiting(int task) {
    if (parts.contains(task)) {
      parts.remove(task);
    } else {
      waiting.remove(task);
    }
  }

  /** Lets a task wait for another try, unless it has ended or another attempt is live. */
  void requeue(int task) {
    if (goesOn(task) && !live.containsKey(task) && !covered.get(task)) {
      TaskHistory history = histories.get(task);
      if (history != null && history.suspect()) {
        suspects.add(task, history.retryAt() > now);
      } else {
        addWaiting(task);
      }
    }
  }

  private void addWaiting(int task) {
    if (parts.contains(task)) {
      parts.add(task);
    } else if (task >= wholes) {
      // A frame whose parts are there takes room until it is finished.
      waiting.addUrgent(task);
    } else {
      waiting.add(task);
    }
  }

  /** Starts tasks in this order before others, as far as they wait; a former order is void. */
  void reorder(List<Integer> order) {
    Set<Integer> known = new LinkedHashSet<>();
    for (int task : order) {
      if (waits(task) && !parts.contains(task)) {
        known.add(task);
      }
    }
    waiting.reorder(known);
  }

  private boolean waits(int task) {
    return goesOn(task)
        && !held.get(task)
        && !live.containsKey(task)
        && !isSuspect(task)
        && !covered.get(task);
  }

  /** Returns whether a task, or the chain that has its number, is to be tried again. */
  private boolean goesOn(int task) {
    Chain chain = chains.get(task);
    return chain == null ? isOpen(task) : chain.number() == task && !chain.isOver();
  }
}

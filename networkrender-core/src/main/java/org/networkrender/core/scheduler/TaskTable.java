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
import org.jspecify.annotations.Nullable;

/** The tasks of a job: which are held, wait or pause, which are live, which have ended. */
class TaskTable {
  /** What {@link #take} returns when nothing fits. */
  static final int NONE = -1;

  private final BitSet held;

  /** Those that others do in their place: they wait for no slot. */
  private final BitSet covered = new BitSet(0);

  private final BitSet ended = new BitSet();
  private final Map<Integer, List<AttemptState>> live = new HashMap<>();
  private final Map<Integer, TaskHistory> histories = new HashMap<>();
  private final WaitingTasks waiting;
  private final WaitingParts parts = new WaitingParts(histories);
  private final SuspectTasks suspects = new SuspectTasks(histories);
  private final Pauses pauses = new Pauses();
  private final int wholes;
  private int all;
  private int unfinished;
  private long now = Long.MIN_VALUE;

  TaskTable(int tasks, int held) {
    if (tasks < 0 || held < 0 || tasks > Integer.MAX_VALUE - held) {
      throw new IllegalArgumentException(
          "A job cannot have " + tasks + " tasks and " + held + " held ones");
    }
    this.all = tasks + held;
    this.wholes = all;
    this.held = new BitSet(0);
    this.held.set(tasks, all);
    this.waiting = new WaitingTasks(tasks, histories);
    this.unfinished = all;
  }

  /**
   * Cuts a task into parts that wait from now on and do it in its place, so that it waits for no
   * attempt any more; and adds a held task that finishes them.
   *
   * @return the number of the first part; the others are numbered on from it
   */
  int cut(int task, int count) {
    withdraw(task);
    covered.set(task);
    int first = all;
    all += count + 1;
    unfinished += count + 1;
    held.set(first + count);
    parts.cut(first, count);
    return first;
  }

  /** Lets a part wait again, whose attempts have ended, rather for another machine. */
  void takeBack(int part, MachineRecord from) {
    parts.takeFrom(part, from);
    requeue(part);
  }

  /** Returns into how many parts its whole was cut, or 1 for what is no part. */
  int size(int task) {
    return parts.size(task);
  }

  /** Returns how many parts wait of each size, the coarsest first. */
  Map<Integer, Integer> waitingParts() {
    return parts.counts();
  }

  /** Returns how many tasks wait that are no parts. */
  int waitingWholes() {
    return waiting.size();
  }

  /** Returns a waiting task that never failed and is wanted, or {@link #NONE}. */
  int findWaiting(IntPredicate wanted) {
    return waiting.find(wanted);
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

  /** Returns whether a task waits, those that are suspected aside. */
  boolean anyWaiting() {
    return !waiting.isEmpty() || !parts.isEmpty();
  }

  /** Returns how many tasks wait, suspects that pause aside. */
  int waitingTasks() {
    return waiting.count() + parts.count() + suspects.waiting().size();
  }

  boolean anyWholeWaiting() {
    return !waiting.isEmpty();
  }

  /** Returns whether a task waits that goes before all others: it finishes joined parts. */
  boolean anyUrgentWaits() {
    return waiting.anyUrgent();
  }

  /** Returns whether a part waits that never failed anywhere. */
  boolean anyPlainPartWaits() {
    return parts.anyPlain();
  }

  /** Returns whether a task waits that a machine may get, once it is usable. */
  boolean anyFor(MachineRecord machine, int offering) {
    return waiting.anyFor(machine, offering)
        || parts.anyFor(machine, offering)
        || suspects.waiting().stream().anyMatch(task -> allows(task, machine, offering));
  }

  /** Returns the waiting tasks, suspects too, that each of some machines has refused. */
  List<Integer> refusedByAll(Collection<MachineRecord> machines) {
    List<Integer> refused =
        new ArrayList<>(waiting.where(shunned -> shunned.refused().containsAll(machines)));
    refused.addAll(parts.where(shunned -> shunned.refused().containsAll(machines)));
    for (int task : suspects.waiting()) {
      TaskHistory history = histories.get(task);
      if (history != null && history.shunned().refused().containsAll(machines)) {
        refused.add(task);
      }
    }
    return refused;
  }

  /** Returns whether a task is one of this job that has not ended. */
  boolean isOpen(int task) {
    return task >= 0 && task < all && !ended.get(task);
  }

  boolean isHeld(int task) {
    return isOpen(task) && held.get(task);
  }

  @Nullable TaskHistory history(int task) {
    return histories.get(task);
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

  /** Returns whether a task is suspected of killing its workers. */
  boolean isSuspect(int task) {
    TaskHistory history = histories.get(task);
    return history != null && history.suspect();
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
      histories.remove(task);
      waiting.forget(task);
      parts.forget(task);
    }
  }

  /** Lets a held task wait, for a machine if possible. */
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
    if (!ended.get(task) && !live.containsKey(task) && !covered.get(task)) {
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

  /** Returns the suspects that do not pause, the one that was lost least first. */
  List<Integer> waitingSuspects() {
    return List.copyOf(suspects.waiting());
  }

  boolean anySuspectWaits() {
    return !suspects.waiting().isEmpty();
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

  /**
   * Takes the task out that a machine is to do next, of those that did not fail on it: the first in
   * the order that was given; one for another try, or one that was held; a fresh one. Before all
   * these or after them, a part. When there is none, one that failed on every machine that is
   * there.
   *
   * @param machine a usable machine
   * @param offering how many machines offer slots
   * @param partsFirst whether it gets a part first
   * @param fits of which size parts suit it
   * @return the task, or {@link #NONE}
   */
  int take(MachineRecord machine, int offering, boolean partsFirst, IntPredicate fits) {
    boolean later = partsFirst && !waiting.anyUrgent();
    int task = later ? parts.take(machine, fits) : takePlain(machine);
    if (task == NONE) {
      task = later ? takePlain(machine) : parts.take(machine, fits);
    }
    if (task == NONE) {
      task = waiting.takeLastResort(machine, offering);
    }
    return task == NONE ? parts.takeLastResort(machine, offering) : task;
  }

  /** Does the same for a spared machine while no whole task waits: no part that never failed. */
  int takeSpared(MachineRecord machine, int offering) {
    int task = parts.takeTried(machine);
    return task == NONE ? parts.takeLastResort(machine, offering) : task;
  }

  /** Does the same for a queue, in which no parts wait. */
  int takeWhole(MachineRecord machine, int offering) {
    int task = takePlain(machine);
    return task == NONE && parts.isEmpty() ? waiting.takeLastResort(machine, offering) : task;
  }

  /** Takes the next task out that is no part and did not fail on a machine. */
  int takePlain(MachineRecord machine) {
    return waiting.take(machine);
  }

  /** Takes a task out that waits and prefers a machine, or returns {@link #NONE}. */
  int takePreferring(MachineRecord machine) {
    return waiting.takePreferring(machine);
  }

  /** Returns the machines that waiting tasks prefer. */
  Collection<MachineRecord> preferredMachines() {
    return waiting.preferredMachines();
  }

  /** Returns where a task should go rather than elsewhere, or null. */
  @Nullable MachineRecord preference(int task) {
    return waiting.preference(task);
  }

  /**
   * Returns whether a usable machine may get a task: it neither failed nor was refused there; or it
   * was by every machine that is there, and the pause is over after which it may be tried where it
   * failed. A machine that rests is there too: it is asked, when its rest is over, before another
   * is asked again.
   */
  boolean allows(int task, MachineRecord machine, int offering) {
    TaskHistory history = histories.get(task);
    if (history == null) {
      return true;
    }
    Shunned shunned = history.shunned();
    return !shunned.contains(machine)
        || (!shunned.refused().contains(machine)
            && history.retryAt() <= now
            && shunned.everyOneOf(offering));
  }

  private boolean waits(int task) {
    return isOpen(task)
        && !isHeld(task)
        && !live.containsKey(task)
        && !isSuspect(task)
        && !covered.get(task);
  }
}

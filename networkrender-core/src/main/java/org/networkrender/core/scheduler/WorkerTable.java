package org.networkrender.core.scheduler;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.scheduler.AttemptState.Phase;

/**
 * The workers with their attempts, and indexes over them: who has room ({@link RoomIndex}), who was
 * silent longest, who rests. Each change of a worker costs a few steps in sorted sets; nothing
 * walks over all workers.
 */
class WorkerTable {
  /** More than this is no machine, but a mistake or a trick to take all the tasks. */
  static final int MOST_SLOTS = 1024;

  private final Map<Integer, WorkerState> workers = new HashMap<>();

  /** The shares of workers that have not joined yet. */
  private final Map<Integer, WorkerState.Share> early = new HashMap<>();

  private final Map<String, MachineRecord> machines = new HashMap<>();

  /** Who gets ready to join, by the number of the link. */
  private final Map<Integer, MachineRecord> awaited = new HashMap<>();

  private final LiveAttempts attempts = new LiveAttempts();
  private final Set<WorkerState> bySilence = new LinkedHashSet<>();
  private final RoomIndex rooms = new RoomIndex();
  private final NavigableSet<MachineRecord> resting =
      new TreeSet<>(
          Comparator.<MachineRecord>comparingLong(machine -> machine.restUntil)
              .thenComparing(machine -> machine.name));
  private int usableMachines;
  private int offeringMachines;
  private double pace;
  private double renderedNanos;
  private long longest;
  private long rendered;

  @Nullable WorkerState worker(int number) {
    return workers.get(number);
  }

  @Nullable AttemptState attempt(long number) {
    return attempts.get(number);
  }

  /** Returns all workers. */
  Collection<WorkerState> all() {
    return workers.values();
  }

  /** Notes whether a further whole task would end too late on a worker. */
  void late(WorkerState worker, boolean late) {
    worker.machine.late = late;
    if (worker.late != late) {
      rooms.unlist(worker);
      worker.late = late;
      list(worker);
    }
  }

  /** Returns the live attempts, oldest first. */
  Collection<AttemptState> attempts() {
    return attempts.all();
  }

  /** Returns all machines that were ever heard of. */
  Collection<MachineRecord> machines() {
    return machines.values();
  }

  int usableMachines() {
    return usableMachines;
  }

  /** Returns how many machines offer slots, resting or not. */
  int offeringMachines() {
    return offeringMachines;
  }

  int idleSlots() {
    return rooms.idleSlots();
  }

  int count(Phase phase) {
    return attempts.count(phase);
  }

  /** Returns how many attempts take up room somewhere. */
  int attemptsHeld() {
    return attempts.held();
  }

  /** Returns the machines that offer slots, resting or not. */
  List<MachineRecord> offering() {
    return machines.values().stream().filter(machine -> machine.offering > 0).toList();
  }

  /** Returns the workers with an idle slot, the one that would be done first first. */
  NavigableSet<WorkerState> idle() {
    return rooms.idle();
  }

  /** Returns the workers that can queue a further task and have no idle slot. */
  NavigableSet<WorkerState> queueRoom() {
    return rooms.queueRoom();
  }

  /** Returns the workers with more tasks than slots, some of them queued. */
  NavigableSet<WorkerState> overfull() {
    return rooms.overfull();
  }

  /** Returns the attempts that are queued and not asked back, the oldest first. */
  Iterable<AttemptState> queuedByAge() {
    return attempts.queuedByAge();
  }

  /** Notes that a worker gets ready to join. */
  void await(int number, String machine) {
    if (!workers.containsKey(number) && !awaited.containsKey(number)) {
      MachineRecord known = machine(machine);
      known.awaited++;
      awaited.put(number, known);
    }
  }

  /** Notes that a worker does not get ready any more. */
  void awaitNoMore(int number) {
    MachineRecord machine = awaited.remove(number);
    if (machine != null) {
      machine.awaited--;
    }
  }

  WorkerState join(int number, String machine, int slots, long leaseTime) {
    awaitNoMore(number);
    MachineRecord known = machine(machine);
    WorkerState worker = new WorkerState(number, known);
    worker.late = known.late;
    workers.put(number, worker);
    known.links.add(worker);
    WorkerState.Share share = early.remove(number);
    if (share != null) {
      worker.share(share);
    }
    heard(worker, leaseTime);
    offer(worker, slots);
    return worker;
  }

  /** Returns the machine of a name, whether it was ever here or not. */
  MachineRecord machine(String name) {
    return machines.computeIfAbsent(name, MachineRecord::new);
  }

  /** Forgets a worker whose attempts have ended. */
  void leave(WorkerState worker) {
    offer(worker, 0);
    worker.machine.links.remove(worker);
    workers.remove(worker.number);
    bySilence.remove(worker);
  }

  void offer(WorkerState worker, int slots) {
    int bounded = Math.max(0, Math.min(slots, MOST_SLOTS));
    rooms.unlist(worker);
    MachineRecord machine = worker.machine;
    boolean before = machine.usable();
    if (machine.offering > 0) {
      machine.offeredAt = worker.heard;
    }
    offeringMachines -= Integer.signum(machine.offering);
    machine.offering += Integer.signum(bounded) - Integer.signum(worker.offered);
    offeringMachines += Integer.signum(machine.offering);
    worker.offer(bounded);
    countUsable(before, machine);
    list(worker);
  }

  /** Notes what other jobs leave of a worker; returns it, or null if it has not joined yet. */
  @Nullable WorkerState share(int number, WorkerState.Share share) {
    WorkerState worker = workers.get(number);
    if (worker == null) {
      early.put(number, share);
    } else {
      rooms.unlist(worker);
      worker.share(share);
      list(worker);
    }
    return worker;
  }

  /** Returns whether other jobs use a worker just now that this one could use. */
  boolean anyWithheld() {
    return workers.values().stream().anyMatch(WorkerState::withheld);
  }

  /** Returns whether a worker gets something as soon as its results are here, if it may. */
  boolean anyFull(Predicate<MachineRecord> mayGetSome) {
    return workers.values().stream()
        .anyMatch(worker -> worker.full && worker.usable() && mayGetSome.test(worker.machine));
  }

  void heard(WorkerState worker, long leaseTime) {
    worker.heard = leaseTime;
    bySilence.remove(worker);
    bySilence.add(worker);
  }

  /** Returns the worker that was silent longest, if it was silent since a moment or before. */
  @Nullable WorkerState silentSince(long leaseTime) {
    if (bySilence.isEmpty()) {
      return null;
    }
    WorkerState worker = bySilence.iterator().next();
    return worker.heard <= leaseTime ? worker : null;
  }

  /** Returns the attempt that was asked back first and is not answered for, if long enough ago. */
  @Nullable AttemptState unansweredSince(long leaseTime) {
    AttemptState attempt = attempts.askedBackFirst();
    return attempt != null && attempt.askedBackAt <= leaseTime ? attempt : null;
  }

  void begin(AttemptState attempt) {
    WorkerState worker = attempt.worker;
    rooms.unlist(worker);
    attempts.begin(attempt);
    list(worker);
  }

  void move(AttemptState attempt, Phase phase) {
    rooms.unlist(attempt.worker);
    attempts.exit(attempt);
    attempts.enter(attempt, phase);
    attempt.worker.cold &= phase != Phase.RENDERED;
    list(attempt.worker);
  }

  void end(AttemptState attempt) {
    rooms.unlist(attempt.worker);
    attempt.worker.cold |= attempt.phase == Phase.RUNNING;
    attempts.end(attempt);
    list(attempt.worker);
  }

  /** Notes that no further step follows an attempt. */
  void letGo(AttemptState attempt) {
    rooms.unlist(attempt.worker);
    attempts.exit(attempt);
    attempt.goesOn = false;
    attempts.enter(attempt, attempt.phase);
    list(attempt.worker);
  }

  /** Notes how long an attempt took to render. */
  void rendered(AttemptState attempt, long nanos) {
    rooms.unlist(attempt.worker);
    attempt.worker.machine.rendered(nanos);
    pace = attempt.worker.machine.pace;
    renderedNanos += nanos;
    longest = Math.max(longest, nanos);
    rendered++;
    list(attempt.worker);
  }

  /** Returns how many nanoseconds a task took in the mean, wherever; 0 until one was rendered. */
  double meanPace() {
    return rendered == 0 ? 0 : renderedNanos / rendered;
  }

  /** Returns how many nanoseconds the longest task took, wherever; 0 until one was rendered. */
  long longest() {
    return longest;
  }

  void rest(MachineRecord machine, long until) {
    changeRest(machine, true, until);
  }

  /** Ends the rests that are over. */
  void endRests(long now) {
    while (!resting.isEmpty() && resting.first().restUntil <= now) {
      changeRest(resting.first(), false, now);
    }
  }

  /**
   * Ends the rest that would end first, of a connected machine that has something to do.
   *
   * @return the machine, or null if there is none
   */
  @Nullable MachineRecord wakeOne(long now, Predicate<MachineRecord> hasWork) {
    for (MachineRecord machine : resting) {
      if (machine.offering > 0 && hasWork.test(machine)) {
        changeRest(machine, false, now);
        return machine;
      }
    }
    return null;
  }

  private void changeRest(MachineRecord machine, boolean rests, long until) {
    machine.links.forEach(rooms::unlist);
    boolean before = machine.usable();
    if (machine.resting) {
      resting.remove(machine);
    }
    machine.resting = rests;
    machine.restUntil = until;
    if (rests) {
      resting.add(machine);
    }
    countUsable(before, machine);
    machine.links.forEach(this::list);
  }

  private void countUsable(boolean before, MachineRecord machine) {
    usableMachines += (machine.usable() ? 1 : 0) - (before ? 1 : 0);
  }

  /** Returns how many results of a worker may be undelivered until it gets nothing more. */
  int mostUndelivered(WorkerState worker) {
    return worker.mostUndelivered();
  }

  private void list(WorkerState worker) {
    worker.full = worker.undelivered >= mostUndelivered(worker);
    rooms.list(worker, pace);
  }
}

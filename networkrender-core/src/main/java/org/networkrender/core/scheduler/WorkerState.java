package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.networkrender.core.scheduler.AttemptState.Phase;

/** One link to a worker. Changed by {@link WorkerTable} alone, which keeps indexes over it. */
final class WorkerState {
  /** What room a worker has for tasks. */
  enum Room {
    /** None, or it is not to be used. */
    NONE,
    /** A slot has nothing. */
    IDLE,
    /** Every slot has something, and more can be queued. */
    QUEUE
  }

  /** How many results of each slot may be announced and not be verified. */
  private static final int UNDELIVERED_A_SLOT = 2;

  /** The same of a worker, however few slots it has. */
  private static final int LEAST_UNDELIVERED = 4;

  final int number;
  final MachineRecord machine;

  /** All its live attempts, oldest first. */
  final Set<AttemptState> attempts = new LinkedHashSet<>();

  /** Its queued attempts that are not asked back, oldest first. */
  final List<AttemptState> queue = new ArrayList<>();

  /** How many slots it offers. */
  int offered;

  /** How many of them this job may use. */
  int slots;

  /** How many of them, and how many attempts, the other jobs of the client leave to this one. */
  private Share share = Share.ALL;

  /** How many attempts take up room: queued, asked back or running. */
  int held;

  /** How many of those are asked back. */
  int revoked;

  /** How many attempts are rendered, take up no room any more, and are not verified. */
  int undelivered;

  /** Whether those are so many that it gets nothing more: {@link WorkerTable} says so. */
  boolean full;

  /** Whether it holds a suspect, beside which it gets nothing. */
  boolean alone;

  /** How many chains go on here, in sessions that nothing else may use: it queues nothing. */
  int chains;

  /** Whether a further whole task would end here too late: it gets parts, and queues nothing. */
  boolean late;

  /** Whether its renderer has yet to start: nothing was rendered here, or was ended since. */
  boolean cold = true;

  /** When it was last heard, on the clock of the leases. */
  long heard;

  /** When a further task would be done here, roughly: the order of the indexes. */
  double load;

  Room room = Room.NONE;

  /** Whether it is listed as one from which a queued attempt can be taken. */
  boolean overfull;

  WorkerState(int number, MachineRecord machine) {
    this.number = number;
    this.machine = machine;
  }

  /** What other jobs leave to this one, and whether nothing of them is there. */
  record Share(int slots, int room, boolean alone) {
    static final Share ALL = new Share(Integer.MAX_VALUE, Integer.MAX_VALUE, true);
  }

  void share(Share left) {
    share = left;
    slots = Math.min(offered, left.slots);
  }

  void offer(int number) {
    offered = number;
    share(share);
  }

  /** Whether other jobs use it just now, although it could be used. */
  boolean withheld() {
    return offered > 0 && slots == 0 && !machine.resting;
  }

  boolean usable() {
    return slots > 0 && !machine.resting;
  }

  /** Whether nothing is there, of this job or of others, so that a suspect would be alone. */
  boolean isEmpty() {
    return held == 0 && share.alone;
  }

  /**
   * Returns how many results may be undelivered until it gets nothing more. What it holds then may
   * still be announced as well: one task less than two for each slot.
   */
  int mostUndelivered() {
    return Math.max(LEAST_UNDELIVERED, UNDELIVERED_A_SLOT * offered);
  }

  /** Returns how many attempts it may hold: one running and one queued a slot, or one suspect. */
  int capacity() {
    return usable()
        ? (alone ? 1 : late || chains > 0 ? slots : Math.min(2 * slots, share.room))
        : 0;
  }

  /** Counts an attempt by its phase. */
  void enter(AttemptState attempt) {
    if (attempt.held()) {
      held++;
      alone |= attempt.suspect;
    } else {
      undelivered++;
    }
    if (attempt.keepsSession()) {
      chains++;
    }
    if (attempt.phase == Phase.REVOKED) {
      revoked++;
    }
    if (attempt.phase == Phase.QUEUED) {
      queue.add(attempt);
    }
  }

  /** Counts an attempt no more, before its phase changes or it ends. */
  void exit(AttemptState attempt) {
    if (attempt.held()) {
      held--;
      alone &= !attempt.suspect;
    } else {
      undelivered--;
    }
    if (attempt.keepsSession()) {
      chains--;
    }
    if (attempt.phase == Phase.REVOKED) {
      revoked--;
    }
    if (attempt.phase == Phase.QUEUED) {
      queue.remove(attempt);
    }
  }
}

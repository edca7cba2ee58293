package org.networkrender.core.scheduler;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.networkrender.core.scheduler.WorkerState.Room;

/**
 * Who has an idle slot, who has room in its queue, and who has more queued than its slots can
 * start; each the one first that would be done first.
 */
final class RoomIndex {
  private static final Comparator<WorkerState> BY_LOAD =
      Comparator.<WorkerState>comparingDouble(worker -> worker.load)
          .thenComparingInt(worker -> worker.number);

  private final NavigableSet<WorkerState> idle = new TreeSet<>(BY_LOAD);
  private final NavigableSet<WorkerState> queueRoom = new TreeSet<>(BY_LOAD);
  private final NavigableSet<WorkerState> overfull = new TreeSet<>(BY_LOAD);
  private int idleSlots;

  NavigableSet<WorkerState> idle() {
    return idle;
  }

  NavigableSet<WorkerState> queueRoom() {
    return queueRoom;
  }

  NavigableSet<WorkerState> overfull() {
    return overfull;
  }

  int idleSlots() {
    return idleSlots;
  }

  /** Takes a worker out before something changes by which it is sorted. */
  void unlist(WorkerState worker) {
    if (worker.room == Room.IDLE) {
      idle.remove(worker);
      idleSlots -= worker.slots - worker.held;
    } else if (worker.room == Room.QUEUE) {
      queueRoom.remove(worker);
    }
    if (worker.overfull) {
      overfull.remove(worker);
    }
    worker.room = Room.NONE;
    worker.overfull = false;
  }

  /**
   * Sorts a worker in.
   *
   * @param pace how long a task takes where the worker's machine has rendered nothing
   */
  void list(WorkerState worker, double pace) {
    double nanos = Math.max(1, worker.machine.pace > 0 ? worker.machine.pace : pace);
    worker.load = nanos * (worker.held + 1) / Math.max(1, worker.slots);
    if (worker.full) {
      worker.room = Room.NONE;
    } else if (worker.usable() && worker.held < worker.slots && !worker.alone) {
      worker.room = Room.IDLE;
      idle.add(worker);
      idleSlots += worker.slots - worker.held;
    } else if (worker.held < worker.capacity()) {
      worker.room = Room.QUEUE;
      queueRoom.add(worker);
    }
    worker.overfull = worker.held - worker.revoked > worker.slots && !worker.queue.isEmpty();
    if (worker.overfull) {
      overfull.add(worker);
    }
  }
}

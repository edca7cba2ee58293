package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which machines get no part: where all parts that wait will have been done by others before such a
 * machine could do one, it would only be waited for.
 */
final class SparedMachines {
  private final TaskTable tasks;
  private final WorkerTable workers;
  private boolean any;

  SparedMachines(TaskTable tasks, WorkerTable workers) {
    this.tasks = tasks;
    this.workers = workers;
  }

  /** Decides anew, while no whole task waits. */
  void look(List<SlotView> slots, long now) {
    clear();
    int finest = finest(1);
    if (finest == 1 || tasks.waitingWholes() > 0) {
      return;
    }
    double end = end(slots, finest, 0, now);
    for (SlotView slot : slots) {
      if (now + slot.part(finest) > end) {
        slot.worker().machine.spared = true;
        any = true;
      }
    }
  }

  /** Lets all machines get parts again. */
  void clear() {
    if (any) {
      workers.machines().forEach(machine -> machine.spared = false);
      any = false;
    }
  }

  /**
   * Returns when all that nobody has begun will have ended, and one part that is being rendered
   * too, if that began anew.
   *
   * @param part the part
   * @param unstarted how many whole tasks nobody has begun
   */
  double endWith(int part, List<SlotView> slots, double unstarted, long now) {
    int finest = finest(tasks.size(part));
    return end(slots, finest, unstarted + 1.0 / tasks.size(part), now);
  }

  private int finest(int least) {
    int finest = least;
    for (int size : tasks.waitingParts().keySet()) {
      finest = Math.max(finest, size);
    }
    return finest;
  }

  /** What is coarser counts as several of the finest parts. */
  private double end(List<SlotView> slots, int finest, double more, long now) {
    double count = Math.ceil(more * finest);
    for (Map.Entry<Integer, Integer> each : tasks.waitingParts().entrySet()) {
      count += Math.ceil((double) each.getValue() * finest / each.getKey());
    }
    List<EqualParts.Slot> equal = new ArrayList<>(slots.size());
    for (SlotView slot : slots) {
      double free = Math.max(slot.free(), (double) now);
      equal.add(new EqualParts.Slot(free, slot.part(finest)));
    }
    return EqualParts.end(equal, count);
  }
}

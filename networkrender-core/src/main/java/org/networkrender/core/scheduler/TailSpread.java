package org.networkrender.core.scheduler;

import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a job will have ended if what nobody has begun can be spread perfectly, and which running
 * attempts end so much later that it is better to stop them and to spread their tasks too: a pure
 * function. All times are nanoseconds, moments are on the clock of the events.
 *
 * @param slots all slots
 * @param work what nobody has begun, in usual tasks
 * @param least how much later an attempt must end to be stopped
 */
record TailSpread(List<Slot> slots, double work, double least) {
  /**
   * A slot.
   *
   * @param free when it is free
   * @param pace how long a usual task takes there
   * @param stop what becomes of it when its attempt is stopped, or null if that may not be
   */
  record Slot(double free, double pace, @Nullable Stop stop) {}

  /**
   * A slot whose attempt was stopped.
   *
   * @param task whose attempt it is
   * @param free when it is free
   * @param work how much is to be done anew, in usual tasks
   */
  record Stop(int task, double free, double work) {}

  /**
   * What is best.
   *
   * @param end when all will have ended
   * @param stopped the tasks whose attempts are stopped, the one that would end last first
   */
  record Decision(double end, List<Integer> stopped) {}

  /** Decides to stop at most so many attempts. */
  Decision decide(int most) {
    List<Slot> late = new ArrayList<>();
    for (Slot slot : slots) {
      if (slot.stop != null) {
        late.add(slot);
      }
    }
    late.sort(Comparator.comparingDouble(slot -> -slot.free));
    // The more are stopped the later is the end, and the earlier the last of the others.
    int low = 0;
    int high = Math.min(late.size(), most);
    while (low < high) {
      int middle = (low + high) / 2;
      if (late.get(middle).free <= end(late.subList(0, middle)) + least) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    double end = end(late.subList(0, low));
    if (low == 0 || late.get(0).free - end < least) {
      return new Decision(end(List.of()), List.of());
    }
    List<Integer> stopped = new ArrayList<>();
    for (Slot slot : late.subList(0, low)) {
      if (slot.stop != null) {
        stopped.add(slot.stop.task);
      }
    }
    return new Decision(end, stopped);
  }

  /** Returns when all has ended when some attempts are stopped. */
  private double end(List<Slot> stopped) {
    Set<Slot> gone = Sets.newIdentityHashSet();
    gone.addAll(stopped);
    double[][] open = new double[slots.size()][];
    double left = work;
    int count = 0;
    for (Slot slot : slots) {
      if (!gone.contains(slot)) {
        open[count++] = new double[] {slot.free, slot.pace};
      }
    }
    for (Slot slot : stopped) {
      if (slot.stop != null) {
        left += slot.stop.work;
        open[count++] = new double[] {slot.stop.free, slot.pace};
      }
    }
    Arrays.sort(open, Comparator.comparingDouble(slot -> slot[0]));
    double speed = 0;
    double before = 0;
    double end = 0;
    for (int i = 0; i < open.length; i++) {
      if (i > 0 && end <= open[i][0]) {
        break;
      }
      speed += 1 / open[i][1];
      before += open[i][0] / open[i][1];
      end = (left + before) / speed;
    }
    return end;
  }
}

package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Whether a job ends clearly earlier when the tasks that will end last are cut into parts: a pure
 * function. All times are nanoseconds, on the clock of the events where they are moments.
 *
 * @param now the present moment
 * @param idle the slots that have nothing to do
 * @param running what is being rendered and may be cut, the one that ends last first
 * @param others the slots that are busy with what may not be cut, free when that ends
 * @param costs what parts cost
 */
record TailPlan(
    double now, List<Slot> idle, List<Running> running, List<Slot> others, Costs costs) {
  /** What must be gained, as a share of the time that is left. */
  static final double LEAST_GAIN = 0.2;

  /** What must be gained at least. */
  static final double LEAST_GAIN_NANOS = 1e9;

  /** What throwing a begun attempt away must gain beside that, as a share of the time left. */
  static final double LEAST_GAIN_OF_STOPPING = 0.1;

  /** The most parts a slot that are thought of. */
  private static final int MOST_PARTS_A_SLOT = 3;

  /**
   * A slot.
   *
   * @param free when it is free
   * @param pace how long a usual task takes there
   * @param overhead what each part costs there beside its share
   */
  record Slot(double free, double pace, double overhead) {}

  /**
   * A task that is being rendered.
   *
   * @param task its number
   * @param end when it will have ended, or a second attempt of it, if that is earlier
   * @param work how much it is, in usual tasks
   * @param slot its slot as it is when the attempt has ended
   * @param stopped its slot as it is when the attempt is stopped now; null when that may not be
   */
  record Running(int task, double end, double work, Slot slot, @Nullable Slot stopped) {}

  /**
   * What parts cost.
   *
   * @param parts how many parts there are when so many are wanted
   * @param joining how long it takes from the last part to the result
   */
  record Costs(IntUnaryOperator parts, double joining) {}

  /**
   * What is to be done.
   *
   * @param tasks how many of the running tasks are cut, from the first on; 0 for none
   * @param parts into how many parts each of them
   * @param stops whether what is running of them is stopped, or goes on as a race
   * @param end when the job will have ended
   */
  record Decision(int tasks, int parts, boolean stops, double end) {}

  /** Decides. */
  Decision decide() {
    double end = latest(running, others);
    Decision best = new Decision(0, 0, false, end);
    for (int tasks = 1; tasks <= running.size(); tasks = Math.max(tasks + 1, tasks * 3 / 2)) {
      Decision racing = cut(tasks, false);
      Decision stopping = cut(tasks, true);
      double share = (end - now) * LEAST_GAIN_OF_STOPPING;
      Decision better = racing.end - stopping.end > share ? stopping : racing;
      best = better.end < best.end ? better : best;
    }
    double gain = end - best.end;
    return gain > Math.max(LEAST_GAIN_NANOS, LEAST_GAIN * (end - now))
        ? best
        : new Decision(0, 0, false, end);
  }

  /** Returns the best way to cut so many tasks; its end is never when there is none. */
  private Decision cut(int tasks, boolean stops) {
    List<Slot> slots = new ArrayList<>(idle);
    slots.addAll(others);
    running.stream().skip(tasks).map(Running::slot).forEach(slots::add);
    Decision best = new Decision(tasks, 0, stops, Double.MAX_VALUE);
    for (Running cut : running.subList(0, tasks)) {
      if (stops && cut.stopped == null) {
        return best;
      } else if (stops) {
        slots.add(cut.stopped);
      }
    }
    double work = running.stream().limit(tasks).mapToDouble(Running::work).sum() / tasks;
    double rest = latest(running.subList(tasks, running.size()), others);
    for (int parts : numbers(slots.size(), tasks)) {
      double end = Math.max(rest, end(slots, tasks * parts, work / parts) + costs.joining);
      if (end < best.end) {
        best = new Decision(tasks, parts, stops, end);
      }
    }
    return best;
  }

  /** Returns the numbers of parts a task that are worth a thought. */
  private Set<Integer> numbers(int slots, int tasks) {
    Set<Integer> numbers = new TreeSet<>();
    for (int each = 1; each <= MOST_PARTS_A_SLOT; each++) {
      int wanted = Math.max(2, (each * slots + tasks - 1) / tasks);
      int parts = costs.parts.applyAsInt(wanted);
      if (parts >= 2) {
        numbers.add(parts);
      }
    }
    return numbers;
  }

  /** Returns when the last of some equal parts ends. */
  private static double end(List<Slot> slots, int parts, double work) {
    List<EqualParts.Slot> each = new ArrayList<>(slots.size());
    for (Slot slot : slots) {
      each.add(new EqualParts.Slot(slot.free, slot.pace * work + slot.overhead));
    }
    return EqualParts.end(each, parts);
  }

  private double latest(List<Running> tasks, List<Slot> slots) {
    double end = now;
    for (Running task : tasks) {
      end = Math.max(end, task.end);
    }
    for (Slot slot : slots) {
      end = Math.max(end, slot.free);
    }
    return end;
  }
}

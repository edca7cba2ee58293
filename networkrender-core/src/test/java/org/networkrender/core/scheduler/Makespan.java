package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * How long the scheduler takes for a job, in virtual time, on machines of one slot each whose
 * speeds it is not told. Messages take 2 ms, verifying 20 ms, an attempt says every second how far
 * it is; some attempts take their link down, which is there again after 2 s. The parts of a task
 * that is cut differ by up to three times in what they cost.
 */
final class Makespan {
  private static final long SECOND = 1_000_000_000L;
  private static final long MESSAGE = 2_000_000;
  private static final long VERIFYING = 20_000_000;
  private static final long TICK = SECOND / 4;

  private record Entry(long time, long order, Runnable action) {}

  private final PriorityQueue<Entry> agenda =
      new PriorityQueue<>(Comparator.comparingLong(Entry::time).thenComparingLong(Entry::order));
  private final MakespanCosts costs;
  private final List<Double> tasks = new ArrayList<>();
  private final Map<Integer, Effect.Cut> pieces = new HashMap<>();
  private final double[] speeds;
  private final double losses;
  private final Random random;
  private final Scheduler scheduler;
  private final Map<Integer, Slot> slots = new HashMap<>();
  private long now;
  private long order;
  private int lastLink;
  private int counted;
  private boolean done;

  /** One machine with one slot. */
  private static final class Slot {
    final int machine;
    final PriorityQueue<Effect.Assign> queue =
        new PriorityQueue<>(Comparator.comparingLong(Effect.Assign::attempt));
    Effect.@Nullable Assign running;
    long began;
    int link;
    boolean warm;

    Slot(int machine) {
      this.machine = machine;
    }
  }

  /**
   * Creates a job.
   *
   * @param tasks seconds that each takes on a machine of speed 1
   * @param speeds the machines
   * @param losses the share of attempts that take their link down
   * @param costs what they cost beside that
   * @param seed decides which
   */
  Makespan(double[] tasks, double[] speeds, double losses, MakespanCosts costs, long seed) {
    for (double task : tasks) {
      this.tasks.add(task);
    }
    this.speeds = speeds;
    this.losses = losses;
    this.costs = costs;
    this.random = new Random(seed);
    this.scheduler = new Scheduler(SchedulerSettings.defaults(), tasks.length, 0, costs.rules());
  }

  /** Returns how many seconds the job takes. */
  double run() {
    for (int machine = 0; machine < speeds.length; machine++) {
      join(new Slot(machine));
    }
    tick();
    while (!done) {
      Entry entry = agenda.remove();
      now = entry.time;
      entry.action.run();
    }
    return (double) now / SECOND;
  }

  /** Returns how many parts there were. */
  int parts() {
    return counted;
  }

  private void in(long delay, Runnable action) {
    agenda.add(new Entry(now + delay, order++, action));
  }

  private void tick() {
    if (now % SECOND == 0) {
      for (int link : slots.keySet()) {
        tell(new SchedulerEvent.Heard(now, link));
      }
    }
    tell(new SchedulerEvent.TimePassed(now));
    in(TICK, this::tick);
  }

  private void join(Slot slot) {
    slot.link = ++lastLink;
    slots.put(slot.link, slot);
    tell(new SchedulerEvent.WorkerJoined(now, slot.link, "m" + slot.machine, 1, false));
  }

  private void tell(SchedulerEvent event) {
    if (done) {
      return;
    }
    for (Effect effect : scheduler.handle(event)) {
      if (effect instanceof Effect.Assign assign) {
        in(MESSAGE, () -> assigned(assign));
      } else if (effect instanceof Effect.Revoke revoke) {
        in(MESSAGE, () -> revoked(revoke));
      } else if (effect instanceof Effect.Cancel cancel) {
        in(MESSAGE, () -> cancelled(cancel));
      } else if (effect instanceof Effect.Cut cut) {
        cut(cut);
      } else if (effect instanceof Effect.Accept accept) {
        in(0, () -> tell(new SchedulerEvent.Placed(now, accept.task())));
      } else if (effect instanceof Effect.Begin begin) {
        join(begin.task());
      } else if (effect instanceof Effect.Done) {
        done = true;
      }
    }
  }

  private void cut(Effect.Cut cut) {
    double[] shares = random.doubles(cut.parts()).map(share -> 0.5 + share).toArray();
    double all = Arrays.stream(shares).sum();
    for (double share : shares) {
      tasks.add(tasks.get(cut.task()) * share / all);
    }
    tasks.add(0.0);
    tasks.add(0.0);
    for (int piece = 0; piece <= cut.parts() + 1; piece++) {
      pieces.put(cut.first() + piece, cut);
    }
    counted += cut.parts();
  }

  private void join(int task) {
    long joining = (long) (costs.joining() / 2 * SECOND);
    in(joining, () -> tell(new SchedulerEvent.Completed(now, task)));
  }

  private void assigned(Effect.Assign assign) {
    Slot slot = slots.get(assign.worker());
    if (slot != null) {
      slot.queue.add(assign);
      startNext(slot);
    }
  }

  private void revoked(Effect.Revoke revoke) {
    Slot slot = slots.get(revoke.worker());
    if (slot != null && slot.queue.removeIf(each -> each.attempt() == revoke.attempt())) {
      in(MESSAGE, () -> tell(new SchedulerEvent.Returned(now, revoke.attempt())));
    }
  }

  private void cancelled(Effect.Cancel cancel) {
    Slot slot = slots.get(cancel.worker());
    if (slot != null) {
      slot.queue.removeIf(each -> each.attempt() == cancel.attempt());
      if (slot.running != null && slot.running.attempt() == cancel.attempt()) {
        slot.running = null;
        slot.warm = false;
        startNext(slot);
      }
    }
  }

  private void startNext(Slot slot) {
    if (slot.running != null || slot.queue.isEmpty()) {
      return;
    }
    Effect.Assign assign = slot.queue.remove();
    slot.running = assign;
    slot.began = now;
    in(MESSAGE, () -> tell(new SchedulerEvent.Started(now, assign.attempt())));
    double pixels = tasks.get(assign.task()) / speeds[slot.machine] * SECOND;
    double before = before(slot, pieces.get(assign.task()), assign.task()) * SECOND;
    slot.warm = true;
    if (random.nextDouble() < losses) {
      double fatal = (before + pixels) * random.nextDouble();
      in((long) fatal, () -> ifRuns(slot, assign, () -> lose(slot)));
    } else {
      in((long) (before + pixels), () -> ifRuns(slot, assign, () -> rendered(slot, assign)));
    }
    in(SECOND, () -> progress(slot, assign, before, pixels));
  }

  /** Returns how many seconds pass before the first pixel of a task. */
  private double before(Slot slot, Effect.@Nullable Cut cut, int task) {
    double preparing = costs.preparing() / speeds[slot.machine];
    double extra = 0;
    if (cut != null) {
      extra = task == cut.first() + cut.parts() + 1 ? costs.joining() / 2 : costs.part();
    }
    return preparing + extra + (slot.warm ? 0 : costs.cold());
  }

  private static void ifRuns(Slot slot, Effect.Assign assign, Runnable action) {
    if (Objects.equals(assign, slot.running)) {
      action.run();
    }
  }

  private void progress(Slot slot, Effect.Assign assign, double before, double pixels) {
    ifRuns(
        slot,
        assign,
        () -> {
          double fraction = (now - slot.began - before) / pixels;
          if (fraction > 0) {
            tell(new SchedulerEvent.Progressed(now, assign.attempt(), fraction));
          }
          in(SECOND, () -> progress(slot, assign, before, pixels));
        });
  }

  private void rendered(Slot slot, Effect.Assign assign) {
    slot.running = null;
    in(MESSAGE, () -> tell(new SchedulerEvent.Rendered(now, assign.attempt())));
    in(VERIFYING, () -> tell(new SchedulerEvent.Verified(now, assign.attempt())));
    startNext(slot);
  }

  private void lose(Slot slot) {
    slots.remove(slot.link);
    slot.running = null;
    slot.warm = false;
    slot.queue.clear();
    tell(new SchedulerEvent.WorkerLeft(now, slot.link, "the link was lost"));
    in(2 * SECOND, () -> join(slot));
  }
}

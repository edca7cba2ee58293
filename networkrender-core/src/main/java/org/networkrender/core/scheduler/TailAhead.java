package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.networkrender.core.scheduler.AttemptState.Phase;

/**
 * Cuts tasks before slots are idle: those whose attempts will end long after everything could be
 * done, and waiting ones for slots that are too slow for another whole task. While plenty of whole
 * tasks wait, nothing is cut.
 */
final class TailAhead {
  /** How many times as long as a task takes on the slowest machine there is work: plenty. */
  private static final double PLENTY = 3;

  /** How many times as long as the mean of its parts one of them may take. */
  static final double UNEVEN = 1.6;

  private static final double LEAST_GAIN_NANOS = 1e9;

  /** How many times finer the last parts are than the first, as a power of two. */
  private static final int MOST_HALVINGS = 3;

  /** The most that a task is taken for, in usual tasks, whatever it says of itself. */
  private static final double MOST_WORK = 10;

  /** How long a usual task takes where nothing is given out: as good as for ever. */
  private static final double NEVER = 1e30;

  /** How late something may be, as a share of the time left. */
  private static final double SLACK = 0.02;

  /** For slots that will be free within this it is looked ahead. */
  private static final long AHEAD_NANOS = 1_500_000_000;

  /** What is cut, by whom it is kept. */
  interface Cuts {
    /** Returns whether the task of an attempt may be cut. */
    boolean allow(AttemptState attempt);

    /** Returns whether a waiting task may be cut. */
    boolean allow(int waiting);

    /** Returns whether a task is a part of another, or finishes one. */
    boolean isPiece(int task);

    /** Returns how many more may be cut. */
    int room();

    /** Cuts a task, and cancels its attempts. */
    void cut(int task, int parts, List<Effect> effects);

    /** Returns whether a running part may be taken back, so that it waits again. */
    boolean allowBack(AttemptState part);

    /** Takes a part back. */
    void takeBack(int part);
  }

  private final TailRules rules;
  private final TaskTable tasks;
  private final WorkerTable workers;
  private final Dispatcher dispatcher;
  private final Cuts cuts;
  private final TailPaces paces;
  private final SparedMachines spared;
  private final PartSizes sizes;
  private final TailFeed feed;
  private boolean anyLate;

  TailAhead(
      TailRules rules, TaskTable tasks, WorkerTable workers, Dispatcher dispatcher, Cuts cuts) {
    this.rules = rules;
    this.tasks = tasks;
    this.workers = workers;
    this.dispatcher = dispatcher;
    this.cuts = cuts;
    this.paces = new TailPaces(rules, workers, cuts::isPiece);
    this.spared = new SparedMachines(tasks, workers);
    this.sizes = new PartSizes(rules);
    this.feed = new TailFeed(tasks, workers, cuts, sizes);
  }

  /** Learns from an attempt that was rendered. */
  void rendered(AttemptState attempt, long nanos) {
    paces.rendered(attempt, nanos);
  }

  /** To be called a few times a second; what waits may then go to other workers than before. */
  void look(long now, List<Effect> effects) {
    if (isPlenty()) {
      clear();
      return;
    }
    Map<MachineRecord, List<AttemptState>> byMachine = new LinkedHashMap<>();
    double unstarted = 0;
    for (AttemptState attempt : workers.attempts()) {
      if (attempt.phase == Phase.RUNNING) {
        byMachine.computeIfAbsent(attempt.worker.machine, key -> new ArrayList<>()).add(attempt);
      } else if (attempt.held() && !cuts.isPiece(attempt.task)) {
        unstarted++;
      }
    }
    if (!paces.guess(byMachine)) {
      clear();
      return;
    }
    double share = paces.share(byMachine);
    unstarted += tasks.waitingWholes();
    double work = work(unstarted, share);
    List<SlotView> views = new ArrayList<>();
    List<TailSpread.Slot> slots = new ArrayList<>();
    for (WorkerState worker : workers.all()) {
      add(worker, byMachine, share, now, views, slots);
    }
    if (views.isEmpty()) {
      clear();
      return;
    }
    TailSpread.Decision decision =
        new TailSpread(slots, work, LEAST_GAIN_NANOS + rules.joining().toNanos())
            .decide(cuts.room());
    double end = decision.end() + Math.max(0, decision.end() - now) * SLACK;
    dispatcher.horizon(end);
    stop(decision, views, unstarted, now, effects);
    mark(views, end, effects);
    if (unstarted > 0) {
      feed.look(views, end, now, effects);
    }
    spared.look(views, now);
  }

  /** Returns how much nobody has begun, the parts that wait too, in usual tasks. */
  private double work(double unstarted, double share) {
    double work = unstarted;
    double overhead = (rules.part().toNanos() + share * paces.mean()) / paces.mean();
    for (Map.Entry<Integer, Integer> parts : tasks.waitingParts().entrySet()) {
      work += parts.getValue() * (1.0 / parts.getKey() + overhead);
    }
    return work;
  }

  private boolean isPlenty() {
    int waiting = tasks.waitingWholes();
    double speed = 0;
    double slowest = 0;
    if (waiting == 0) {
      return false;
    }
    for (WorkerState worker : workers.all()) {
      if (worker.usable()) {
        double pace = worker.machine.usual;
        if (pace == 0) {
          return false;
        }
        speed += worker.slots / pace;
        slowest = Math.max(slowest, pace);
      }
    }
    return speed == 0 || waiting / speed > PLENTY * slowest;
  }

  private void clear() {
    spared.clear();
    dispatcher.horizon(Double.MAX_VALUE);
    if (anyLate) {
      workers.all().forEach(worker -> workers.late(worker, false));
      anyLate = false;
    }
  }

  private void add(
      WorkerState worker,
      Map<MachineRecord, List<AttemptState>> byMachine,
      double share,
      long now,
      List<SlotView> views,
      List<TailSpread.Slot> slots) {
    double pace = worker.machine.guess;
    double overhead = rules.part().toNanos() + share * pace;
    // Nobody knows when it gets something again whose results do not come.
    boolean goesOn = worker.usable() && !worker.full;
    int busy = 0;
    for (AttemptState attempt : byMachine.getOrDefault(worker.machine, List.of())) {
      if (attempt.worker != worker) {
        continue;
      }
      busy++;
      double whole = paces.whole(attempt, pace, overhead);
      double free = TailEstimate.end(attempt.startedAt + whole, now);
      TailSpread.Stop stop = null;
      if (TailPaces.isTaught(attempt) && (cuts.allow(attempt) || cuts.allowBack(attempt))) {
        double again = worker.usable() ? now + rules.first().toNanos() : Double.MAX_VALUE / 4;
        double work = Math.min(MOST_WORK / attempt.parts, whole / pace);
        stop = new TailSpread.Stop(attempt.task, again, work);
      }
      if (goesOn && busy <= worker.slots) {
        views.add(new SlotView(worker, free, pace, overhead, free < now + AHEAD_NANOS));
        slots.add(new TailSpread.Slot(free, pace, stop));
      } else {
        slots.add(new TailSpread.Slot(free, NEVER, stop));
      }
    }
    if (goesOn) {
      int queued = worker.held - busy;
      for (int i = busy; i < worker.slots; i++) {
        views.add(new SlotView(worker, now, pace, overhead, i - busy >= queued));
        slots.add(new TailSpread.Slot(now, pace, null));
      }
    }
  }

  private void stop(
      TailSpread.Decision decision,
      List<SlotView> views,
      double unstarted,
      long now,
      List<Effect> effects) {
    List<Integer> stopped = decision.stopped();
    if (stopped.isEmpty()) {
      return;
    }
    double speed = 0;
    double overheads = 0;
    int count = 0;
    for (SlotView view : views) {
      if (view.free() + view.pace() > decision.end()) {
        speed += 1 / view.pace();
        overheads += view.overhead();
        count++;
      }
    }
    if (count == 0) {
      return;
    }
    double pace = count / speed;
    for (int i = 0; i < stopped.size(); i++) {
      if (tasks.size(stopped.get(i)) > 1) {
        takeBack(stopped.get(i), views, unstarted, now);
        continue;
      }
      double rest = (stopped.size() - i - 0.5) / stopped.size();
      int halvings = Math.min(MOST_HALVINGS, (int) (-Math.log(rest) / Math.log(2)));
      int parts = sizes.parts(pace, overheads / count, (decision.end() - now) / (1 << halvings));
      if (parts > 1) {
        tasks.attempts(stopped.get(i)).forEach(paces::keep);
        cuts.cut(stopped.get(i), parts, effects);
      }
    }
  }

  /** A part is taken back where another slot, and all of them together, end much earlier. */
  private void takeBack(int part, List<SlotView> views, double unstarted, long now) {
    for (AttemptState attempt : tasks.attempts(part)) {
      TailGuess told = TailGuess.told(attempt);
      double pace = attempt.worker.machine.guess;
      double whole = told == null ? pace / attempt.parts : told.whole();
      double early = attempt.startedAt + whole - LEAST_GAIN_NANOS;
      double work = whole / pace;
      boolean elsewhere = false;
      for (SlotView view : views) {
        double end = view.free() + work * view.pace() + view.overhead();
        elsewhere |= view.worker() != attempt.worker && end < early && allows(part, view);
      }
      if (elsewhere && spared.endWith(part, views, unstarted, now) < early) {
        tasks.attempts(part).forEach(paces::keep);
        cuts.takeBack(part);
        return;
      }
    }
  }

  private boolean allows(int part, SlotView view) {
    return tasks.allows(part, view.worker().machine, workers.offeringMachines());
  }

  /** Lets workers that are too slow for another whole task get none while there are parts. */
  private void mark(List<SlotView> views, double end, List<Effect> effects) {
    Map<WorkerState, Double> earliest = new HashMap<>();
    for (SlotView view : views) {
      earliest.merge(view.worker(), view.free(), Math::min);
    }
    for (WorkerState worker : workers.all()) {
      Double free = earliest.get(worker);
      boolean late = worker.full ? worker.late : free != null && free + worker.machine.guess > end;
      workers.late(worker, late);
      anyLate |= late;
      if (late) {
        dispatcher.trim(worker, effects);
      }
    }
  }
}

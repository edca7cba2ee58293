package org.networkrender.core.scheduler;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.scheduler.AttemptState.Phase;

/**
 * Cuts the last tasks of a job into parts, where slots would stay idle and the job ends clearly
 * earlier by that ({@link TailPlan}), and keeps what follows from it.
 *
 * <p>A task that was cut is done by whichever comes first: its own result, when an attempt of it
 * goes on, or that of the task that finishes its joined parts. The others are then not needed. When
 * a part or the finishing is given up, the cut is void: the task goes on as if it had not been cut,
 * and is not cut again. So cutting can never cost a task.
 */
final class TailCuts implements TailAhead.Cuts {
  /** How long a look at one slot is paid for: a big farm looks less often. */
  private static final long NANOS_A_SLOT = 4_000_000;

  private static final long NANOS_A_SLOT_AHEAD = 250_000;

  /** How often a part is taken back from a slot that is too slow for it. */
  private static final int MOST_BACK = 3;

  private final TailRules rules;
  private final boolean copies;
  private final TaskTable tasks;
  private final WorkerTable workers;
  private final Dispatcher dispatcher;
  private final TailEstimate estimate;
  private final Dependencies needs;
  private final Consumer<AttemptState> cancel;
  private final IntConsumer obsolete;
  private final Map<Integer, CutFrame> byWhole = new HashMap<>();
  private final Map<Integer, CutFrame> byPiece = new HashMap<>();
  private final BitSet everCut = new BitSet(0);
  private final Multiset<Integer> back = HashMultiset.create();
  private double shares;
  private int sharesKnown;
  private long nextLook = Long.MIN_VALUE;
  private long nextLookAhead = Long.MIN_VALUE;
  private final TailAhead ahead;

  /**
   * Begins with nothing cut.
   *
   * @param copies whether second attempts are made
   * @param cancel cancels an attempt
   * @param obsolete ends a task that is not needed any more, if it has not ended
   */
  TailCuts(
      TailRules rules,
      boolean copies,
      TaskTable tasks,
      Dependencies needs,
      WorkerTable workers,
      Dispatcher dispatcher,
      TailEstimate estimate,
      Consumer<AttemptState> cancel,
      IntConsumer obsolete) {
    this.rules = rules;
    this.copies = copies;
    this.tasks = tasks;
    this.needs = needs;
    this.workers = workers;
    this.dispatcher = dispatcher;
    this.estimate = estimate;
    this.cancel = cancel;
    this.obsolete = obsolete;
    this.ahead = new TailAhead(rules, tasks, workers, dispatcher, this);
  }

  /** Learns from an attempt that was rendered; a part says nothing about whole tasks. */
  void rendered(AttemptState attempt, long now) {
    long nanos = Math.max(1, now - attempt.startedAt);
    ahead.rendered(attempt, nanos);
    if (byPiece.containsKey(attempt.task)) {
      return;
    }
    workers.rendered(attempt, nanos);
    double share = TailGuess.share(attempt, nanos);
    if (share >= 0) {
      shares += share;
      sharesKnown++;
    }
  }

  /** A task was accepted, and has ended. */
  void accepted(int task) {
    CutFrame whole = byWhole.get(task);
    CutFrame piece = byPiece.get(task);
    if (whole != null) {
      end(whole);
    } else if (piece != null && piece.finish() == task) {
      end(piece);
    }
  }

  /** A task was given up, and has ended. */
  void givenUp(int task) {
    CutFrame whole = byWhole.get(task);
    CutFrame piece = byPiece.get(task);
    if (whole != null) {
      end(whole);
    } else if (piece != null && byWhole.containsKey(piece.whole())) {
      byWhole.remove(piece.whole());
      piece.pieces().forEach(obsolete);
      tasks.uncover(piece.whole());
    }
  }

  /** Ends whatever of a cut task has not ended. */
  private void end(CutFrame cut) {
    byWhole.remove(cut.whole());
    obsolete.accept(cut.whole());
    cut.pieces().forEach(obsolete);
  }

  /** To be called when waiting tasks have been assigned, a few times a second. */
  void start(long now, List<Effect> effects) {
    if (!rules.anything()) {
      return;
    }
    boolean open = tasks.anyWaiting() || workers.count(Phase.QUEUED) > 0;
    if (now >= nextLookAhead && (open || workers.idle().isEmpty())) {
      nextLookAhead = now + NANOS_A_SLOT_AHEAD * workers.attempts().size();
      ahead.look(now, effects);
      dispatcher.assignWaiting(now, effects);
      dispatcher.revokeForIdle(effects);
    }
    boolean tail =
        !workers.idle().isEmpty()
            && workers.count(Phase.RUNNING) > 0
            && workers.count(Phase.QUEUED) + workers.count(Phase.REVOKED) == 0
            && !tasks.anyWaiting()
            && !tasks.anySuspectWaits()
            && now >= nextLook;
    if (!tail) {
      return;
    }
    nextLook = now + NANOS_A_SLOT * (workers.idleSlots() + workers.count(Phase.RUNNING));
    List<TailGuess> guesses = guesses();
    if (guesses.isEmpty() || room() < 1) {
      return;
    }
    TailPlan plan = plan(guesses, now);
    TailPlan.Decision decision = plan.decide();
    for (TailPlan.Running running : plan.running().subList(0, decision.tasks())) {
      if (decision.stops()) {
        cut(running.task(), decision.parts(), effects);
      } else {
        cover(running.task(), decision.parts(), effects);
      }
    }
    if (decision.tasks() > 0) {
      dispatcher.assignWaiting(now, effects);
      dispatcher.revokeForIdle(effects);
    }
  }

  @Override
  public boolean allow(AttemptState attempt) {
    return (attempt.phase == Phase.RUNNING || attempt.phase == Phase.QUEUED) && isPlain(attempt);
  }

  @Override
  public boolean allow(int waiting) {
    TaskHistory history = tasks.history(waiting);
    return tasks.chain(waiting) == null
        && rules.cuttable().test(waiting)
        && !byPiece.containsKey(waiting)
        && !everCut.get(waiting)
        && (history == null || (history.failures() == 0 && !history.suspect()));
  }

  @Override
  public boolean isPiece(int task) {
    return byPiece.containsKey(task) || tasks.isApart(task);
  }

  @Override
  public int room() {
    return rules.most() - byWhole.size();
  }

  @Override
  public void cut(int task, int parts, List<Effect> effects) {
    cover(task, parts, effects);
    tasks.attempts(task).forEach(cancel);
  }

  @Override
  public boolean allowBack(AttemptState part) {
    return part.parts > 1 && back.count(part.task) < MOST_BACK && !tasks.hasOther(part);
  }

  @Override
  public void takeBack(int part) {
    back.add(part);
    for (AttemptState attempt : tasks.attempts(part)) {
      cancel.accept(attempt);
      tasks.takeBack(part, attempt.worker.machine);
    }
  }

  private void cover(int task, int parts, List<Effect> effects) {
    CutFrame cut = new CutFrame(task, tasks.cut(task, parts), parts);
    needs.cut(cut);
    everCut.set(task);
    byWhole.put(task, cut);
    cut.pieces().forEach(piece -> byPiece.put(piece, cut));
    effects.add(new Effect.Cut(task, cut.first(), parts));
  }

  /** Returns what is known of each running attempt that could be cut. */
  private List<TailGuess> guesses() {
    List<TailGuess> guesses = new ArrayList<>();
    for (AttemptState attempt : workers.attempts()) {
      TailGuess guess = mayBeCut(attempt) ? guess(attempt) : null;
      if (guess != null) {
        guesses.add(guess);
      }
    }
    return guesses;
  }

  private boolean mayBeCut(AttemptState attempt) {
    return attempt.phase == Phase.RUNNING && isPlain(attempt);
  }

  private boolean isPlain(AttemptState attempt) {
    return allow(attempt.task) && !tasks.hasOther(attempt);
  }

  private @Nullable TailGuess guess(AttemptState attempt) {
    TailGuess alone = TailGuess.alone(attempt);
    if (!estimate.hasGround()) {
      return alone;
    }
    double whole = estimate.nanos(attempt);
    if (sharesKnown > 0) {
      return new TailGuess(attempt, whole, shares / sharesKnown * whole);
    }
    return alone == null ? null : new TailGuess(attempt, whole, alone.overhead());
  }

  private TailPlan plan(List<TailGuess> guesses, long now) {
    double usual = guesses.stream().mapToDouble(TailGuess::whole).average().orElse(0);
    double share =
        guesses.stream().mapToDouble(guess -> guess.overhead() / guess.whole()).max().orElse(0);
    List<TailPlan.Slot> idle = new ArrayList<>();
    double fastest = Double.MAX_VALUE;
    for (WorkerState worker : workers.idle()) {
      TailPlan.Slot slot =
          slot(worker.machine, (double) now, usual, share, worker.machine.pace == 0);
      fastest = Math.min(fastest, slot.pace());
      for (int i = worker.held; i < worker.slots; i++) {
        idle.add(slot);
      }
    }
    Map<AttemptState, TailPlan.Running> running = new LinkedHashMap<>();
    for (TailGuess guess : guesses) {
      MachineRecord machine = guess.attempt().worker.machine;
      TailPlan.Slot after = slot(machine, guess.end(now), usual, share, false);
      double work =
          Math.max(guess.whole(), (double) (now - guess.attempt().startedAt)) / after.pace();
      double end = guess.end(now);
      running.put(
          guess.attempt(),
          new TailPlan.Running(
              guess.attempt().task,
              copies ? Math.min(end, now + work * fastest) : end,
              work,
              after,
              // What is begun is thrown away only for what finished tasks have taught.
              sharesKnown > 0 ? slot(machine, (double) now, usual, share, true) : null));
    }
    List<TailPlan.Slot> others = new ArrayList<>();
    for (AttemptState attempt : workers.attempts()) {
      if (attempt.phase == Phase.RUNNING && !running.containsKey(attempt)) {
        others.add(slot(attempt.worker.machine, estimate.end(attempt, now), usual, share, false));
      }
    }
    List<TailPlan.Running> lastFirst = new ArrayList<>(running.values());
    lastFirst.sort(
        Comparator.<TailPlan.Running>comparingDouble(task -> -task.end())
            .thenComparingInt(TailPlan.Running::task));
    while (lastFirst.size() > room()) {
      others.add(lastFirst.remove(lastFirst.size() - 1).slot());
    }
    double joining = rules.joining().toNanos() + share * usual;
    return new TailPlan(now, idle, lastFirst, others, new TailPlan.Costs(rules.parts(), joining));
  }

  private TailPlan.Slot slot(
      MachineRecord machine, double free, double usual, double share, boolean cold) {
    double pace = estimate.hasGround() ? estimate.pace(machine) : usual;
    double overhead = Math.max((double) rules.part().toNanos(), share * pace);
    double begin = cold ? free + rules.first().toNanos() + overhead : free;
    return new TailPlan.Slot(begin, pace, overhead);
  }
}

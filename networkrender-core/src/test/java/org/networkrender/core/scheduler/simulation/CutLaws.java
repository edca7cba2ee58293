package org.networkrender.core.scheduler.simulation;

import java.util.ArrayList;
import java.util.List;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.scheduler.TailRules;
import org.networkrender.core.scheduler.simulation.Book.Attempt;
import org.networkrender.core.scheduler.simulation.Book.Ending;
import org.networkrender.core.scheduler.simulation.Book.Link;
import org.networkrender.core.scheduler.simulation.Book.Phase;
import org.networkrender.core.scheduler.simulation.Book.Task;

/**
 * Checks what is cut, and what becomes of it: the result of a cut task counts once, from whichever
 * is first, no failure of a part costs it, and nothing of it is left behind.
 */
final class CutLaws {
  private static final long SECOND = Scenario.SECOND;

  private final Book book;
  private final TailRules rules;

  /** The parts of what the present event cut. */
  private final List<Task> cutNow = new ArrayList<>();

  /** What was left of the attempt that ends last before the present event cut anything. */
  private double longest;

  CutLaws(Book book, TailRules rules) {
    this.book = book;
    this.rules = rules;
  }

  void begin() {
    cutNow.clear();
  }

  void cut(Effect.Cut effect, SchedulerEvent event) {
    Laws.require(event instanceof SchedulerEvent.TimePassed, effect + " at " + event);
    Task task = book.task(effect.task());
    Laws.require(task != null && task.ending == null, "no open task: " + effect);
    Laws.require(task.cut == null && task.whole == null, "cut before, or a part: " + effect);
    Laws.require(rules.cuttable().test(effect.task()), "not to be cut: " + effect);
    Laws.require(effect.first() == book.tasks.size(), "numbers do not go on: " + effect);
    boolean known = false;
    for (int wanted = 2; wanted <= SimulatedCuts.MOST_PARTS; wanted++) {
      known |= rules.parts().applyAsInt(wanted) == effect.parts();
    }
    Laws.require(known && effect.parts() >= 2, "no such number of parts: " + effect);
    checkTail(effect, task);
    task.cut = effect;
    task.covered = true;
    for (int i = 0; i <= effect.parts(); i++) {
      Task piece = new Task();
      piece.whole = task;
      piece.held = i == effect.parts();
      book.tasks.add(piece);
      cutNow.add(piece);
    }
  }

  private void checkTail(Effect.Cut effect, Task task) {
    Laws.require(task.live.size() == 1 && task.failures.isEmpty(), "not a plain one: " + effect);
    for (Attempt attempt : book.attempts.values()) {
      Laws.require(
          attempt.phase.compareTo(Phase.RUNNING) >= 0, "cut before others began: " + effect);
    }
    for (Task other : book.tasks) {
      Laws.require(
          !other.waits(book.now) || cutNow.contains(other), "cut while one waits: " + effect);
    }
    Laws.require(
        book.links.values().stream().anyMatch(this::isIdle), "cut with no slot idle: " + effect);
    if (cutNow.isEmpty()) {
      longest = 0;
      book.attempts.values().forEach(attempt -> longest = Math.max(longest, left(attempt)));
    }
    double least = SECOND + rules.part().toNanos() + rules.joining().toNanos();
    Laws.require(longest >= least * 0.999, "cut for so little: " + effect);
  }

  private boolean isIdle(Link link) {
    return book.usable(link) && book.held(link) < link.slots;
  }

  /** Returns what may be left of an attempt, in nanoseconds. */
  private double left(Attempt attempt) {
    if (attempt.phase != Phase.RUNNING) {
      return 0;
    }
    double until = attempt.progressedAt - attempt.startedAt;
    double whole =
        attempt.fraction > 0
            ? until / attempt.fraction
            : book.paces.getOrDefault(attempt.link.machine, book.meanPace);
    double left = Math.abs(attempt.startedAt + whole - book.now);
    // Where nothing was rendered, a quarter of the time until the first sign is taken for
    // preparing.
    double alone = until / 4 + 0.75 * until / Math.max(attempt.fraction, 0.01);
    return book.meanPace > 0
        ? left
        : Math.max(left, Math.abs(attempt.startedAt + alone - book.now));
  }

  void obsolete(Effect.Obsolete effect) {
    Task task = book.task(effect.task());
    Laws.require(task != null && task.ending == null, "law 1: it has ended before: " + effect);
    Task whole = task.whole == null ? task : task.whole;
    Laws.require(whole.cut != null, "never cut: " + effect);
    boolean there = task.whole == null ? finish(whole).ending == Ending.ACCEPTED : isEnded(whole);
    Laws.require(there || isVoid(whole), effect + " though it is needed");
    task.ending = Ending.OBSOLETE;
    task.held = false;
    task.covered = false;
  }

  private static boolean isEnded(Task whole) {
    return whole.ending != null;
  }

  private Task finish(Task whole) {
    return book.tasks.get(whole.cut.first() + whole.cut.parts());
  }

  private boolean isVoid(Task whole) {
    for (int i = 0; i <= whole.cut.parts(); i++) {
      if (book.tasks.get(whole.cut.first() + i).ending == Ending.GIVEN_UP) {
        return true;
      }
    }
    return false;
  }

  /** A task was given up. */
  void givenUp(Task task) {
    task.covered = false;
    if (task.whole != null) {
      task.whole.covered = false;
    }
  }

  /** Checks what is left of cut tasks after an event. */
  void check() {
    for (Task whole : book.tasks) {
      if (whole.cut != null) {
        boolean over = isEnded(whole) || isVoid(whole) || finish(whole).ending == Ending.ACCEPTED;
        for (int i = 0; i <= whole.cut.parts(); i++) {
          Task piece = book.tasks.get(whole.cut.first() + i);
          Laws.require(!over || piece.ending != null, () -> "not needed, and open: " + whole.cut);
        }
        Laws.require(
            whole.ending != null || finish(whole).ending != Ending.ACCEPTED,
            () -> "the parts won, and the whole is open: " + whole.cut);
        Laws.require(
            whole.ending != Ending.ACCEPTED || finish(whole).ending != Ending.ACCEPTED,
            () -> "law 2: accepted as a whole and in parts: " + whole.cut);
        if (over) {
          whole.covered = false;
        }
      }
    }
  }

  /**
   * Checks that the last task is cut where that is sure to help: it has just begun, all else is
   * done, and one part for each idle slot would be done clearly earlier even if all these were as
   * slow as the slowest of them.
   */
  void checkNoneIsMissing() {
    if (book.attempts.size() != 1 || book.shares.isEmpty()) {
      return;
    }
    Attempt last = book.attempts.values().iterator().next();
    Task task = book.tasks.get(last.task);
    long open = book.tasks.stream().filter(other -> other.ending == null).count();
    boolean plain =
        open == 1
            && last.phase == Phase.RUNNING
            && task.cut == null
            && task.failures.isEmpty()
            && !task.suspect()
            && rules.cuttable().test(last.task);
    Double here = book.paces.get(last.link.machine);
    if (plain && here != null) {
      boolean told = last.fraction >= 0.05;
      double whole = told ? (last.progressedAt - last.startedAt) / last.fraction : here;
      if (book.now - last.startedAt < whole) {
        checkGain(last, whole, whole / here);
      }
    }
  }

  private void checkGain(Attempt last, double whole, double work) {
    int slots = 0;
    double slowest = 0;
    double fastest = Double.MAX_VALUE;
    for (Link link : book.links.values()) {
      if (isIdle(link)) {
        double pace = book.paces.getOrDefault(link.machine, Double.MAX_VALUE / 2);
        slots += link.slots - book.held(link);
        slowest = Math.max(slowest, pace);
        fastest = Math.min(fastest, pace);
      }
    }
    double left = Math.min(last.startedAt + whole - book.now, work * fastest);
    int parts = rules.parts().applyAsInt(Math.max(2, slots));
    double rounds = Math.ceil((double) parts / Math.max(1, slots));
    double share = book.shares.stream().mapToDouble(Double::doubleValue).average().orElse(1);
    double overhead = Math.max((double) rules.part().toNanos(), share * slowest);
    double cut =
        rounds * (work * slowest / parts + overhead) + rules.joining().toNanos() + share * whole;
    Laws.require(
        slots == 0 || left - cut < 1.01 * Math.max(SECOND, 0.2 * left),
        () -> "not cut: task " + last.task + ", which takes " + whole / 1e9 + " s");
  }
}

package org.networkrender.core.scheduler.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.scheduler.TailRules;
import org.networkrender.core.scheduler.simulation.Book.Ending;
import org.networkrender.core.scheduler.simulation.Book.Link;
import org.networkrender.core.scheduler.simulation.Book.Phase;

/**
 * Checks what is cut, and what becomes of it: the result of a cut task counts once, from whichever
 * is first, no failure of a part costs it, and nothing of it is left behind.
 */
final class CutLaws {
  private static final long SECOND = Scenario.SECOND;

  private final Book book;
  private final TailRules rules;

  /** How many times as long as a task on the slowest machine the work may last. */
  private static final double PLENTY = 3.01;

  /** How many times as long as what it costs beside that a part takes at least. */
  private static final double PART = 6;

  /** How often a part may be taken back. */
  private static final int MOST_BACK = 3;

  /** What the present event cut and did not stop, and what speaks against that, or null. */
  private final Map<Task, String> races = new HashMap<>();

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
    races.clear();
  }

  void cut(Effect.Cut effect, SchedulerEvent event) {
    Laws.require(event instanceof SchedulerEvent.TimePassed, effect + " at " + event);
    Task task = book.task(effect.task());
    Laws.require(task != null && task.ending == null, "no open task: " + effect);
    Laws.require(task.unit().chain == null, "of a chain: " + effect);
    Laws.require(task.cut == null && task.whole == null, "cut before, or a part: " + effect);
    Laws.require(rules.cuttable().test(effect.task()), "not to be cut: " + effect);
    Laws.require(effect.first() == book.tasks.size(), "numbers do not go on: " + effect);
    boolean known = false;
    for (int wanted = 2; wanted <= SimulatedCuts.MOST_PARTS; wanted++) {
      known |= rules.parts().applyAsInt(wanted) == effect.parts();
    }
    Laws.require(known && effect.parts() >= 2, "no such number of parts: " + effect);
    Laws.require(task.failures.isEmpty() && !task.suspect(), "not a plain one: " + effect);
    Laws.require(
        task.waits(book.now) || task.live.size() == 1, "neither waits nor runs once: " + effect);
    Laws.require(open() < rules.most(), "more in parts than there is room for: " + effect);
    checkKnown(effect);
    if (task.live.isEmpty()) {
      checkSize(effect);
    } else {
      races.put(task, whyNoTail());
    }
    task.cut = effect;
    task.covered = true;
    Task join = null;
    List<Task> parts = new ArrayList<>();
    for (int i = 0; i <= effect.parts() + 1; i++) {
      Task piece = book.add();
      piece.whole = task;
      cutNow.add(piece);
      if (i < effect.parts()) {
        parts.add(piece);
      } else if (i == effect.parts()) {
        join = piece;
        piece.here = true;
        piece.needs.addAll(parts);
      } else {
        piece.finishes = true;
        piece.needs.add(join);
      }
    }
  }

  private long open() {
    return book.tasks.stream().filter(task -> task.covered && task.ending == null).count();
  }

  /** Something must be known of what tasks cost, and no more whole tasks wait than are needed. */
  private void checkKnown(Effect.Cut effect) {
    Laws.require(book.told || book.meanPace > 0, "nobody knows what it costs: " + effect);
    boolean first = book.tasks.stream().allMatch(task -> task.whole == null);
    double speed = 0;
    double slowest = 0;
    for (Link link : book.links.values()) {
      if (book.usable(link)) {
        double pace = book.paces.getOrDefault(link.machine, Double.MAX_VALUE);
        speed += link.slots / pace;
        slowest = Math.max(slowest, pace);
      }
    }
    // Suspects come last, whatever is cut.
    long waiting =
        book.tasks.stream().filter(task -> task.waits(book.now) && !task.suspect()).count();
    Laws.require(
        !first || speed == 0 || waiting / speed <= PLENTY * slowest,
        "cut while plenty of tasks wait: " + effect);
  }

  /** What nobody has begun is cut into parts that each take several times what they cost. */
  private void checkSize(Effect.Cut effect) {
    // One more: the number may be rounded.
    double most = Math.max(2, 1 + book.longest / (PART * rules.part().toNanos()));
    Laws.require(effect.parts() <= most, "into parts that do not pay: " + effect);
  }

  /** Returns why the job is not so near its end that a task may be cut and go on, or null. */
  private String whyNoTail() {
    for (Attempt attempt : book.attempts.values()) {
      if (attempt.phase.compareTo(Phase.RUNNING) < 0) {
        return "before others began";
      }
    }
    for (Task other : book.tasks) {
      if (other.waits(book.now) && !cutNow.contains(other)) {
        return "while one waits";
      }
    }
    if (book.links.values().stream().noneMatch(this::isIdle)) {
      return "with no slot idle";
    }
    if (cutNow.isEmpty()) {
      longest = 0;
      book.attempts.values().forEach(attempt -> longest = Math.max(longest, left(attempt)));
    }
    double least = SECOND + rules.part().toNanos() + rules.joining().toNanos();
    return longest >= least * 0.999 ? null : "for so little";
  }

  /** An attempt was stopped, ahead of its task or with it. */
  void stopped(Attempt attempt) {
    Task task = book.tasks.get(attempt.task);
    if (races.containsKey(task)) {
      races.remove(task);
      Laws.require(
          attempt.phase != Phase.RUNNING || isTaught(attempt) || !book.shares.isEmpty(),
          () -> "stopped for nothing that was learned: " + task.cut);
    }
  }

  private boolean isTaught(Attempt attempt) {
    boolean told = attempt.signs >= 3 && attempt.fraction >= 0.003;
    if (told) {
      book.learned.add(attempt.link.machine);
    }
    return book.learned.contains(attempt.link.machine);
  }

  /** Returns whether a part may be taken back from a slot that is too slow for it. */
  boolean takesBack(Attempt attempt, SchedulerEvent event) {
    Task task = book.tasks.get(attempt.task);
    return event instanceof SchedulerEvent.TimePassed
        && task.isPart()
        && task.live.size() == 1
        && attempt.phase == Phase.RUNNING
        && isTaught(attempt)
        && ++task.takenBack <= MOST_BACK;
  }

  private boolean isIdle(Link link) {
    return book.idle(link);
  }

  /** Returns what may be left of an attempt, in nanoseconds. */
  private double left(Attempt attempt) {
    if (attempt.phase != Phase.RUNNING) {
      return 0;
    }
    double until = attempt.progressedAt - attempt.startedAt;
    double usual = book.paces.getOrDefault(attempt.link.machine, book.meanPace);
    double whole = attempt.fraction > 0 ? until / attempt.fraction : usual;
    double left = Math.abs(attempt.startedAt + whole - book.now);
    left = Math.max(left, Math.abs(attempt.startedAt + usual - book.now));
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
    return book.tasks.get(whole.cut.first() + whole.cut.parts() + 1);
  }

  private boolean isVoid(Task whole) {
    for (int i = 0; i <= whole.cut.parts() + 1; i++) {
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
    races.forEach((task, why) -> Laws.require(why == null, () -> "cut " + why + ": " + task.cut));
    for (Task whole : book.tasks) {
      if (whole.cut != null) {
        boolean over = isEnded(whole) || isVoid(whole) || finish(whole).ending == Ending.ACCEPTED;
        for (int i = 0; i <= whole.cut.parts() + 1; i++) {
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
            && task.chain == null
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

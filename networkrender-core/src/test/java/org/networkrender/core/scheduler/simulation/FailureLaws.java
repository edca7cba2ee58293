package org.networkrender.core.scheduler.simulation;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.FailureStage;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.scheduler.simulation.Book.Phase;

/** Checks what becomes of tasks and machines after failures: the table of the judgement. */
final class FailureLaws {
  private static final int MAX_FAILURES = 6;
  private static final int ABLE = 3;
  private static final int MAX_LOSSES = 10;
  private static final long OTHERS_WITHIN = 30 * Scenario.SECOND;

  /** 5 + 10 + 20 + 40. */
  private static final long LONE_MACHINES_TIME = 75 * Scenario.SECOND;

  /** So long a task fails at most before nobody is waited for who left. */
  private static final long LONGEST_WAIT = LONE_MACHINES_TIME + 300 * Scenario.SECOND;

  private final Book book;
  private final LossLaws losses;

  /** The task whose attempt the present event ended by a failure, and of what kind; or null. */
  private Task failed;

  /** Whether that is to be given up. */
  private boolean enough;

  /** Whether all tasks end in the present event, since nobody can open a session. */
  private boolean unopened;

  /** What befell the opening of sessions before that. */
  private List<Book.Failure> openings = List.of();

  /** The machines that have to rest for what failed on them in the present event, and how. */
  private final Map<String, FailureKind> struck = new LinkedHashMap<>();

  /** Since when nobody is there who could do the tasks that wait, or -1. */
  private long refusedSince = -1;

  FailureLaws(Book book) {
    this.book = book;
    this.losses = new LossLaws(book);
  }

  /** Returns what is told of links that end. */
  LossLaws losses() {
    return losses;
  }

  /** To be called before an event is noted. */
  void begin() {
    failed = null;
    unopened = false;
    struck.clear();
    losses.begin();
  }

  void fail(Attempt attempt, FailureKind kind, FailureStage stage, String words) {
    String machine = attempt.link.machine;
    failed = book.tasks.get(attempt.task);
    failed.mishaps++;
    boolean strikes =
        kind == FailureKind.WORKER
            || kind == FailureKind.RESOURCE
            || kind == FailureKind.STALLED
            || (kind == FailureKind.SCENE && stage == FailureStage.OPENING);
    if (strikes && !book.rests(machine)) {
      struck.putIfAbsent(machine, kind);
    }
    boolean like = kind == FailureKind.WORKER && stage != FailureStage.OUTSIDE;
    Book.Failure failure = new Book.Failure(machine, kind, like ? words : "");
    book.end(attempt);
    enough = judge(failed, failure);
    if (kind != FailureKind.REFUSED && stage == FailureStage.RENDERING) {
      book.opened();
    } else if (stage == FailureStage.OPENING && !book.opened) {
      if (isNews(attempt)) {
        book.openingFailedAt.put(machine, book.now);
        book.openingIsOver |= judge(book.opening, failure);
      }
      unopened = book.openingIsOver && book.count(Phase.RUNNING) + book.count(Phase.RENDERED) == 0;
      openings = List.copyOf(book.opening.failures);
    }
  }

  /** What had begun when its machine failed before is no further failure of it. */
  private boolean isNews(Attempt attempt) {
    long begun = attempt.phase == Phase.RUNNING ? attempt.startedAt : attempt.assignedAt;
    return begun >= book.openingFailedAt.getOrDefault(attempt.link.machine, Long.MIN_VALUE);
  }

  /** Notes a failure of a task, or of the opening; returns whether it may not go on. */
  private boolean judge(Task task, Book.Failure failure) {
    if (failure.kind() == FailureKind.REFUSED) {
      task.refusers.add(failure.machine());
    } else {
      task.failingSince = task.failures.isEmpty() ? book.leaseTime : task.failingSince;
      task.failures.add(failure);
    }
    Others others = lookForOthers(task);
    boolean over = isEnough(task, failure, others);
    if (over) {
      task.spent = true;
      others = lookForOthers(task);
      over = isEnough(task, failure, others);
    }
    FailureKind kind = failure.kind();
    if (kind == FailureKind.SCENE) {
      if (seen(task, kind, 2, true)) {
        task.retryAt = Math.max(task.retryAt, book.now + others.due);
      }
    } else if (isAlike(task, failure, others)) {
      task.retryAt = Math.max(task.retryAt, book.now + others.due);
    } else if (kind != FailureKind.REFUSED) {
      int times = Math.min(12, task.failures.size());
      task.pause(
          book.now,
          kind == FailureKind.RESOURCE ? 10L << times : times < 2 ? 0 : 5L << (times - 2));
    }
    return over;
  }

  /**
   * Who else could do a task.
   *
   * @param noneLeft whether no machine is there on which it has not failed
   * @param due for how long yet one is waited for
   */
  private record Others(boolean noneLeft, long due) {
    boolean nobody() {
      return noneLeft && due == 0;
    }
  }

  private Others lookForOthers(Task task) {
    boolean noneLeft = book.offeringMachines().stream().allMatch(task::shuns);
    return new Others(noneLeft, noneLeft ? Math.max(0, othersDue(task)) : 0);
  }

  /** Whether a task may not go on after its last failure. */
  private boolean isEnough(Task task, Book.Failure last, Others others) {
    return switch (last.kind()) {
      case REFUSED, LOST -> false;
      case SCENE -> hasHadAll(task, others) || seen(task, last.kind(), 2, others.nobody());
      case STALLED ->
          hasHadAll(task, others) || seen(task, last.kind(), 3, isNobodyElse(task, others));
      case RESOURCE -> hasHadAll(task, others);
      case WORKER -> hasHadAll(task, others) || (isAlike(task, last, others) && others.nobody());
    };
  }

  /** Two machines have failed in the same words, and each one that is there and ever failed. */
  private boolean isAlike(Task task, Book.Failure last, Others others) {
    if (last.words().isEmpty() || !others.noneLeft) {
      return false;
    }
    Set<String> alike = new HashSet<>();
    Set<String> all = new HashSet<>();
    for (Book.Failure failure : task.failures) {
      all.add(failure.machine());
      if (failure.words().equals(last.words())) {
        alike.add(failure.machine());
      }
    }
    all.retainAll(book.offeringMachines());
    return alike.size() >= 2 && alike.containsAll(all);
  }

  /** For how long yet a machine is waited for on which a task has not failed. */
  private long othersDue(Task task) {
    long since = 0;
    for (Map.Entry<String, Long> left : book.leftAtLease.entrySet()) {
      since = task.shuns(left.getKey()) ? since : Math.max(since, left.getValue());
    }
    boolean there =
        book.links.values().stream().anyMatch(link -> !task.shuns(link.machine))
            || book.awaited.values().stream().anyMatch(machine -> !task.shuns(machine));
    return (there ? book.leaseTime : since) + OTHERS_WITHIN - book.leaseTime;
  }

  /** Checks a task that is given up though nobody withdrew it. */
  void giveUp(Effect.GiveUp effect, Task task, SchedulerEvent event) {
    Laws.require(task.ending == null, () -> "law 1: it has ended before: " + effect);
    checkCause(effect, task.unit(), event);
  }

  private void checkCause(Effect.GiveUp effect, Task task, SchedulerEvent event) {
    if (unopened && !(task == failed && enough)) {
      checkNames(effect, openings);
      return;
    }
    Laws.require(task.live.isEmpty(), () -> "given up while an attempt goes on: " + effect);
    Laws.require(!task.covered, () -> "given up while its parts go on: " + effect);
    if (losses.ofThisEvent().contains(task)) {
      Laws.require(task.losses.size() >= MAX_LOSSES, () -> "blamed for losses: " + effect);
    } else if (task != failed) {
      boolean patient = refusedSince >= 0 && book.leaseTime - refusedSince >= OTHERS_WITHIN;
      Laws.require(
          event instanceof SchedulerEvent.TimePassed && patient && refusedByAll(task),
          () -> "law 5: given up though it did not fail just now: " + effect);
    } else {
      Laws.require(enough, () -> "given up too early after " + task.failures + ": " + effect);
    }
    checkNames(effect, task.failures);
  }

  private static void checkNames(Effect.GiveUp effect, List<Book.Failure> failures) {
    for (Book.Failure before : failures) {
      Laws.require(
          effect.cause().contains(before.machine()), () -> "does not name the machines: " + effect);
    }
  }

  /**
   * Six failures are enough where three of the machines have rendered something else, unless there
   * is one that was only lost with it, or, up to the twelfth, another that has rendered something.
   * Else each machine must have failed that is there or left just now, and as much time have passed
   * as one alone is given.
   */
  private boolean hasHadAll(Task task, Others others) {
    List<Book.Failure> counted = task.failures;
    long able =
        counted.stream().map(Book.Failure::machine).distinct().filter(book.able::contains).count();
    boolean late = failing(task) >= LONE_MACHINES_TIME;
    boolean ableLeft =
        book.offeringMachines().stream()
            .anyMatch(machine -> book.able.contains(machine) && !task.shuns(machine));
    boolean spared = ableLeft && counted.size() < 2 * MAX_FAILURES;
    boolean believed = able >= ABLE && !spared && (!isLostOnly(task) || isTired(task));
    return counted.size() >= MAX_FAILURES && (believed || (isNobodyElse(task, others) && late));
  }

  /** Whether a machine is there, or left just now, that has only been lost with a spent task. */
  private boolean isLostOnly(Task task) {
    return task.spent
        && task.losses.stream()
            .filter(machine -> !task.shuns(machine))
            .anyMatch(
                machine ->
                    book.links.values().stream().anyMatch(link -> link.machine.equals(machine))
                        || book.awaited.containsValue(machine)
                        || book.leaseTime - book.leftAtLease.get(machine) < OTHERS_WITHIN);
  }

  private boolean isTired(Task task) {
    return failing(task) >= LONGEST_WAIT;
  }

  /** For how long it has been failing while nobody offered a slot who might have done it. */
  private long failing(Task task) {
    long since = task.failingSince;
    for (Map.Entry<String, Long> offered : book.offeredAt.entrySet()) {
      since = task.shuns(offered.getKey()) ? since : Math.max(since, offered.getValue());
    }
    boolean there = book.offeringMachines().stream().anyMatch(machine -> !task.shuns(machine));
    return there ? 0 : book.leaseTime - since;
  }

  /** Who left just now may come back, but what fails for long does not wait for that. */
  private boolean isNobodyElse(Task task, Others others) {
    return others.noneLeft && (others.due == 0 || isTired(task));
  }

  private static boolean seen(Task task, FailureKind kind, int times, boolean alone) {
    List<String> machines =
        task.failures.stream()
            .filter(each -> each.kind() == kind)
            .map(Book.Failure::machine)
            .toList();
    return Set.copyOf(machines).size() >= 2 || (alone && machines.size() >= times);
  }

  /** Checks that a failure had the consequences that it must have, when all effects are known. */
  void checkJudged(List<Effect> effects) {
    for (Task task : losses.ofThisEvent()) {
      Laws.require(
          !task.isOpenUnit()
              || !task.live.isEmpty()
              || task.covered
              || task.losses.size() < MAX_LOSSES,
          "law 1: lost for ever");
    }
    if (failed == null) {
      return;
    }
    boolean goesOn = failed.isOpenUnit() && !failed.covered && failed.live.isEmpty();
    Laws.require(
        !goesOn || !enough,
        () -> "law 1: it has been seen often enough, and it goes on: " + failed.failures);
    Laws.require(
        !unopened || book.tasks.stream().allMatch(task -> task.here || task.ending != null),
        "law 1: nobody can open a session, and a task goes on");
    struck.forEach((machine, kind) -> checkRest(machine, kind, effects));
    for (Book.Failure before : book.opening.failures) {
      Laws.require(
          book.restUntil.getOrDefault(before.machine(), 0L) >= book.opening.retryAt
              || !book.waitsToOpen(before.machine()),
          () -> before.machine() + " could open no session, and does not rest");
    }
  }

  /** A failure that is not the scene's makes its machine rest, unless all would stand still. */
  private void checkRest(String machine, FailureKind kind, List<Effect> effects) {
    int before = book.strikes.merge(machine, 1, Integer::sum) - 1;
    long first = kind == FailureKind.RESOURCE ? 20 : 5;
    long seconds = Math.min(300, first << Math.min(before, 10));
    long until = book.now + seconds * Scenario.SECOND;
    boolean rested = false;
    boolean waits = book.waitsToOpen(machine);
    for (Effect effect : effects) {
      rested |=
          effect instanceof Effect.Rest rest
              && rest.machine().equals(machine)
              && rest.until() == (waits ? Math.max(until, book.opening.retryAt) : until);
    }
    boolean others = book.usableMachines().stream().anyMatch(name -> !name.equals(machine));
    Laws.require(
        rested || (!others && book.count(Phase.RUNNING) == 0),
        () -> machine + " failed and does not rest " + seconds + " s: " + effects);
  }

  /** To be called when time has passed and its effects are known. */
  void watchRefusals() {
    boolean refused = book.nothingGoesOn() && book.tasks.stream().anyMatch(this::refusedByAll);
    if (!refused) {
      refusedSince = -1;
    } else if (refusedSince < 0) {
      refusedSince = book.leaseTime;
    }
  }

  private boolean refusedByAll(Task task) {
    Set<String> there = book.offeringMachines();
    return task.waits(book.now) && !there.isEmpty() && task.refusers.containsAll(there);
  }

  /** To be called after that. */
  void checkRefusals() {
    Laws.require(
        refusedSince < 0
            || book.leaseTime - refusedSince < OTHERS_WITHIN
            || book.tasks.stream().noneMatch(this::refusedByAll),
        "law 1: everybody has refused a task, and it goes on waiting");
  }
}

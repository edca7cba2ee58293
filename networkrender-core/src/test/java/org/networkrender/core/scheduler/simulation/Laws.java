package org.networkrender.core.scheduler.simulation;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.FailureStage;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.scheduler.SchedulerSettings;
import org.networkrender.core.scheduler.TailRules;
import org.networkrender.core.scheduler.simulation.Book.Ending;
import org.networkrender.core.scheduler.simulation.Book.Link;
import org.networkrender.core.scheduler.simulation.Book.Phase;

/**
 * Checks the laws of the scheduler after every event. It knows the events and the effects and keeps
 * its own book; it never looks into the scheduler.
 */
final class Laws {
  static final long SILENCE = SchedulerSettings.defaults().silence().toNanos();

  private final Book book;
  private final TailLaws tail;
  private final BeginningLaws beginnings;
  private final LeaseLaws leases;
  private final CutLaws cuts;
  private final GraphLaws graph;
  private final IdleLaws idle;

  private final FailureLaws failures;
  private boolean cancelled;

  /** The task that the present event withdraws, or null. */
  private Task withdrawn;

  /** The attempt that the present event gave back, or null. */
  private Attempt returned;

  Laws(Book book, TailRules rules) {
    this.book = book;
    this.tail = new TailLaws(book);
    TurnLaws turns = new TurnLaws(book, !rules.equals(TailRules.none()));
    this.leases = new LeaseLaws(book);
    this.beginnings = new BeginningLaws(book, turns, tail);
    this.failures = new FailureLaws(book);
    this.cuts = new CutLaws(book, rules);
    this.graph = new GraphLaws(book);
    this.idle = new IdleLaws(book);
  }

  void check(SchedulerEvent event, List<Effect> effects) {
    if (book.done) {
      require(effects.isEmpty(), () -> "after the end came " + effects);
      return;
    }
    passTime(event.now());
    failures.begin();
    withdrawn = null;
    returned = null;
    tail.note(event);
    cuts.begin();
    graph.begin();
    note(event);
    graph.note(event);
    if (event instanceof SchedulerEvent.Heard && effects.isEmpty()) {
      // It changes nothing but a lease, and there are many of them.
      return;
    }
    effects.forEach(effect -> check(effect, event));
    require(
        withdrawn == null || withdrawn.ending == Ending.GIVEN_UP,
        "law 1: withdrawn and not given up");
    cuts.check();
    if (!cancelled) {
      graph.check();
    }
    if (!book.done) {
      require(
          book.attempts.values().stream().allMatch(a -> a.unit.isOpenUnit()),
          "an attempt that is not needed goes on");
      failures.checkJudged(effects);
      idle.check();
      if (event instanceof SchedulerEvent.TimePassed) {
        leases.check();
        failures.watchRefusals();
        failures.checkRefusals();
        tail.checkNoneIsMissing();
        cuts.checkNoneIsMissing();
      }
      require(
          book.tasks.stream().anyMatch(task -> task.ending == null),
          "law 1: every task has ended, and the job has not");
    }
  }

  private void passTime(long time) {
    boolean first = book.now == Long.MIN_VALUE;
    long passed = first ? 0 : Math.max(0, time - book.now);
    book.now = Math.max(time, book.now);
    book.leaseTime += Math.min(passed, SILENCE / 5);
    book.awakeTime += Math.min(passed, SILENCE * 6);
  }

  private void note(SchedulerEvent event) {
    if (event instanceof SchedulerEvent.WorkerAwaited e) {
      if (!e.awaited()) {
        book.awaited.remove(e.worker());
      } else if (!book.links.containsKey(e.worker())) {
        book.awaited.put(e.worker(), e.machine());
      }
    } else if (event instanceof SchedulerEvent.WorkerJoined e) {
      book.awaited.remove(e.worker());
      book.links.putIfAbsent(
          e.worker(), new Link(e.worker(), e.machine(), e.slots(), book.leaseTime));
    } else if (event instanceof SchedulerEvent.SlotsOffered e) {
      Link link = book.links.get(e.worker());
      if (link != null) {
        link.heard = book.leaseTime;
        book.offers(link, e.slots());
      }
    } else if (event instanceof SchedulerEvent.WorkerLeft e) {
      Link link = book.links.get(e.worker());
      book.awaited.remove(e.worker());
      if (link != null) {
        failures.losses().lose(link);
      }
    } else if (event instanceof SchedulerEvent.Heard e) {
      Link link = book.links.get(e.worker());
      if (link != null) {
        link.heard = book.leaseTime;
      }
    } else if (event instanceof SchedulerEvent.Started e) {
      phase(e.attempt(), Phase.RUNNING);
    } else if (event instanceof SchedulerEvent.Progressed e) {
      phase(e.attempt(), Phase.RUNNING);
    } else if (event instanceof SchedulerEvent.Rendered e) {
      phase(e.attempt(), Phase.RENDERED);
    } else if (event instanceof SchedulerEvent.Returned e) {
      returned(book.attempts.get(e.attempt()));
    } else if (event instanceof SchedulerEvent.Failed e) {
      Attempt attempt = book.attempts.get(e.attempt());
      if (attempt != null) {
        failures.fail(attempt, e.kind(), e.stage(), e.words());
      }
    } else if (event instanceof SchedulerEvent.Withdrawn e) {
      Task task = book.task(e.task());
      if (task != null && task.ending == null) {
        withdrawn = task;
        task.withdrawn = true;
      }
    } else if (event instanceof SchedulerEvent.Reordered e) {
      reorder(e.tasks());
    } else if (event instanceof SchedulerEvent.Cancelled) {
      cancelled = true;
    }
  }

  private void reorder(List<Integer> order) {
    book.tasks.forEach(task -> task.rank = null);
    for (int number : order) {
      Task task = book.task(number);
      boolean whole = task != null && task.whole == null;
      if (whole && task.waits(book.now) && !task.suspect() && task.rank == null) {
        task.rank = order.indexOf(number);
      }
    }
  }

  private void phase(long number, Phase phase) {
    Attempt attempt = book.attempts.get(number);
    if (attempt != null) {
      attempt.link.heard = book.leaseTime;
      if (attempt.phase.compareTo(phase) < 0) {
        attempt.phase = phase;
      }
    }
  }

  private void returned(Attempt attempt) {
    if (attempt != null) {
      attempt.link.heard = book.leaseTime;
      if (attempt.phase == Phase.REVOKED || attempt.link.slots == 0) {
        returned = attempt;
        book.end(attempt);
      } else {
        boolean begun = attempt.phase.compareTo(Phase.RUNNING) >= 0;
        FailureStage stage = begun ? FailureStage.OUTSIDE : FailureStage.OPENING;
        failures.fail(attempt, FailureKind.WORKER, stage, "");
      }
    }
  }

  private void check(Effect effect, SchedulerEvent event) {
    require(!book.done, () -> "after the end came " + effect);
    if (effect instanceof Effect.Assign e) {
      assign(e);
    } else if (effect instanceof Effect.Revoke e) {
      Attempt attempt = live(e.attempt(), e.worker(), effect);
      require(
          attempt.phase == Phase.QUEUED, () -> effect + " of an attempt that is " + attempt.phase);
      Link link = attempt.link;
      require(
          event instanceof SchedulerEvent.TimePassed
              || !book.usable(link)
              || book.held(link) - book.revoked(link) > link.slots,
          () -> effect + " of one that a slot of its worker could start");
      attempt.phase = Phase.REVOKED;
      attempt.askedBackAt = book.leaseTime;
      attempt.askedBackAs = book.askedBack++;
    } else if (effect instanceof Effect.Cancel e) {
      Attempt attempt = live(e.attempt(), e.worker(), effect);
      require(
          cancelled
              || !attempt.unit.isOpenUnit()
              || book.tasks.get(attempt.member).ending == Ending.GIVEN_UP
              || book.tasks.get(attempt.task).covered
              || tail.isEndless(attempt, event)
              || cuts.takesBack(attempt, event),
          () -> effect + " of an attempt that is needed");
      cuts.stopped(attempt);
      if (attempt.unit.isOpenUnit() && tail.isEndless(attempt, event)) {
        failures.fail(attempt, FailureKind.WORKER, FailureStage.OUTSIDE, "");
      } else {
        book.end(attempt);
      }
    } else if (effect instanceof Effect.Accept e) {
      accept(e, event);
    } else if (effect instanceof Effect.Repeated e) {
      Attempt attempt = live(e.attempt(), e.worker(), effect);
      graph.check(e, event, attempt);
      succeeded(attempt);
    } else if (effect instanceof Effect.Begin e) {
      graph.check(e);
    } else if (effect instanceof Effect.GiveUp e) {
      giveUp(e, event);
    } else if (effect instanceof Effect.Drop e) {
      Link link = book.links.get(e.worker());
      require(link != null, () -> "unknown worker in " + effect);
      Attempt deaf = leases.unanswered(link);
      require(
          deaf != null || book.leaseTime - link.heard >= SILENCE,
          () -> effect + " though it was heard");
      if (deaf != null && book.leaseTime - link.heard < SILENCE) {
        failures.fail(deaf, FailureKind.WORKER, FailureStage.OPENING, "");
      }
      failures.losses().lose(link);
    } else if (effect instanceof Effect.Rest e) {
      if (e.until() <= book.now) {
        require(
            standsStill() || book.nothingGoesOn(),
            () -> effect + " ends a rest though others can go on");
        require(
            !book.waitsToOpen(e.machine()), () -> effect + " of one that could open no session");
      }
      book.restUntil.put(e.machine(), e.until());
    } else if (effect instanceof Effect.Cut e) {
      cuts.cut(e, event);
    } else if (effect instanceof Effect.Obsolete e) {
      cuts.obsolete(e);
    } else {
      require(
          cancelled || book.tasks.stream().allMatch(task -> task.ending != null),
          "law 1: done before every task has ended");
      require(book.attempts.isEmpty(), "done with live attempts");
      book.done = true;
    }
  }

  private void assign(Effect.Assign effect) {
    Link link = book.links.get(effect.worker());
    Task member = book.tasks.get(effect.task());
    Task task = member.unit();
    require(link != null, () -> "unknown worker in " + effect);
    require(book.everUsed.add(effect.attempt()), () -> "attempt used before: " + effect);
    require(task.isOpenUnit(), () -> "law 1: the task has ended: " + effect);
    if (!graph.isStep(effect, member, link)) {
      beginnings.check(effect, task, link, returned);
    }
    task.everLive = true;
    Attempt attempt = new Attempt(effect.attempt(), member, link, task.suspect());
    attempt.assignedAt = book.now;
    book.attempts.put(attempt.number, attempt);
    task.live.add(attempt);
  }

  private void accept(Effect.Accept effect, SchedulerEvent event) {
    require(
        event instanceof SchedulerEvent.Verified verified && verified.attempt() == effect.attempt(),
        () -> "law 2: accepted, but not verified: " + effect + " at " + event);
    Attempt attempt = live(effect.attempt(), effect.worker(), effect);
    require(attempt.member == effect.task(), () -> "not its task: " + effect);
    Task task = book.tasks.get(effect.task());
    require(task.ending == null, () -> "law 2: it has ended before: " + effect);
    task.ending = Ending.ACCEPTED;
    graph.verified(attempt);
    succeeded(attempt);
  }

  private void succeeded(Attempt attempt) {
    book.strikes.remove(attempt.link.machine);
    book.able.add(attempt.link.machine);
    book.opened();
    book.end(attempt);
    if (attempt.unit.isOpenUnit()) {
      return;
    }
    attempt.unit.failures.stream()
        .filter(before -> before.kind() == FailureKind.SCENE)
        .map(Book.Failure::machine)
        .filter(machine -> !machine.equals(attempt.link.machine) && !book.rests(machine))
        .collect(Collectors.toSet())
        .forEach(machine -> book.strikes.merge(machine, 1, Integer::sum));
  }

  private void giveUp(Effect.GiveUp effect, SchedulerEvent event) {
    Task task = book.tasks.get(effect.task());
    graph.givenUp(effect, task);
    if (task == withdrawn) {
      require(task.ending == null, () -> "law 1: it has ended before: " + effect);
      require(effect.cause().equals(((SchedulerEvent.Withdrawn) event).cause()), "another cause");
    } else if (effect.origin() == effect.task()) {
      failures.giveUp(effect, task, event);
    }
    task.ending = Ending.GIVEN_UP;
    graph.lost(task);
    cuts.givenUp(task);
  }

  private boolean standsStill() {
    return book.usableMachines().isEmpty() && book.count(Phase.RUNNING) == 0;
  }

  private Attempt live(long number, int worker, Effect effect) {
    Attempt attempt = book.attempts.get(number);
    require(attempt != null, () -> "law 2: no live attempt: " + effect);
    require(attempt.link.number == worker, () -> "not its worker: " + effect);
    return attempt;
  }

  static void require(boolean kept, String message) {
    require(kept, () -> message);
  }

  /** For what is checked so often that its message must cost nothing. */
  static void require(boolean kept, Supplier<String> message) {
    if (!kept) {
      throw new Simulation.Broken(message.get());
    }
  }
}

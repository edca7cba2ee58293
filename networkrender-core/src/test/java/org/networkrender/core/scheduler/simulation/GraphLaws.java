package org.networkrender.core.scheduler.simulation;

import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.scheduler.simulation.Book.Ending;
import org.networkrender.core.scheduler.simulation.Book.Link;

/**
 * Checks what follows from what tasks need: nothing starts before that is done, what needs a task
 * that is given up ends with it, and a chain goes in its order on one link.
 */
final class GraphLaws {
  private final Book book;

  /** The attempt of a chain that was accepted or repeated just now, until the next step begins. */
  private Attempt last;

  GraphLaws(Book book) {
    this.book = book;
  }

  void begin() {
    last = null;
  }

  void note(SchedulerEvent event) {
    if (event instanceof SchedulerEvent.Placed e) {
      Task task = book.task(e.task());
      if (task != null && task.ending == Ending.ACCEPTED && !task.done) {
        done(task, e.machine());
        if (task.finishes) {
          done(task.whole, e.machine());
        }
      }
    } else if (event instanceof SchedulerEvent.Completed e) {
      Task task = book.task(e.task());
      if (task != null && task.begun && task.ending == null) {
        task.ending = Ending.ACCEPTED;
        done(task, e.machine());
      }
    } else if (event instanceof SchedulerEvent.Released e) {
      Task task = book.task(e.task());
      if (task != null && task.held && task.ending == null) {
        boolean needy = task.isBlocked();
        task.held = false;
        task.meant = e.machine() == null ? task.meant : e.machine();
        ready(task, needy);
      }
    }
  }

  private void done(Task task, String machine) {
    task.done = true;
    for (Task other : book.tasks) {
      if (other.needs.contains(task)) {
        other.meant = machine == null ? other.meant : machine;
        if (other.ending == null) {
          boolean needy = other.isBlocked();
          other.needs.remove(task);
          ready(other, needy);
        }
      }
    }
  }

  /** Takes note of where a task is to go if it needs nothing any more, and did. */
  private static void ready(Task task, boolean needy) {
    if (needy && !task.isBlocked()) {
      Task unit = task.unit();
      if (unit.chain == null || unit.chain.stream().noneMatch(Task::isOpenAndBlocked)) {
        unit.preferred = task.meant;
      }
    }
  }

  void check(Effect.Begin effect) {
    Task task = book.task(effect.task());
    Laws.require(task != null && task.here, "not done here: " + effect);
    Laws.require(task.ending == null, "law 1: it has ended: " + effect);
    Laws.require(!task.begun, "begun twice: " + effect);
    Laws.require(task.needs.isEmpty(), "law 7: begun before what it needs: " + effect);
    task.begun = true;
  }

  void check(Effect.Repeated effect, SchedulerEvent event, Attempt attempt) {
    Task task = book.task(effect.task());
    Laws.require(
        event instanceof SchedulerEvent.Verified verified && verified.attempt() == effect.attempt(),
        () -> "law 2: repeated, but not verified: " + effect);
    Laws.require(attempt.member == effect.task(), () -> "not its task: " + effect);
    Laws.require(task.unit().chain != null, () -> "in no chain: " + effect);
    Laws.require(task.ending == Ending.ACCEPTED, () -> "not accepted before: " + effect);
    verified(attempt);
  }

  /** A step of a chain was verified. */
  void verified(Attempt attempt) {
    if (attempt.unit.chain != null) {
      last = attempt;
    }
  }

  /**
   * Checks an assignment that is not in the book yet.
   *
   * @return whether it is a further step of a chain
   */
  boolean isStep(Effect.Assign effect, Task task, Link link) {
    Task unit = task.unit();
    Laws.require(!task.here, () -> "a worker gets what is done here: " + effect);
    Laws.require(!unit.isBlockedUnit(), () -> "law 7: started before what it needs: " + effect);
    if (unit.chain == null) {
      return false;
    }
    Laws.require(unit.live.isEmpty(), () -> "law 9: a chain has a second attempt: " + effect);
    int step = unit.chain.indexOf(task);
    if (step == 0) {
      Laws.require(
          last == null || last.unit != unit || last.link.slots == 0,
          () -> "law 9: it begins again: " + effect);
      return false;
    }
    Laws.require(
        last != null && last.unit == unit && last.step == step - 1,
        () -> "law 9: before the task before it: " + effect);
    Laws.require(last.link == link, () -> "law 9: not where the chain is: " + effect);
    Laws.require(link.slots > 0, () -> "law 9: on a link that drains: " + effect);
    last = null;
    return true;
  }

  /** Takes note of a task that is given up, and checks why, if that is not its own fault. */
  void givenUp(Effect.GiveUp effect, Task task) {
    task.cause = effect.cause();
    task.origin = effect.origin();
    if (effect.origin() != effect.task()) {
      Task origin = book.task(effect.origin());
      Laws.require(task.ending == null, () -> "law 1: it has ended before: " + effect);
      Laws.require(
          origin != null && origin.ending == Ending.GIVEN_UP && effect.cause().equals(origin.cause),
          () -> "law 8: not the cause of that: " + effect);
      Laws.require(
          needsLost(task, effect.origin()), () -> "law 8: it does not need that: " + effect);
    }
  }

  /** What was given up is not waited for by its chain. */
  void lost(Task task) {
    Task unit = task.unit();
    if (unit.chain != null && task.isBlocked() && !unit.isBlockedUnit()) {
      unit.preferred = unit.meant;
    }
  }

  private static boolean needsLost(Task task, int origin) {
    boolean lost = task.needs.stream().anyMatch(need -> isLost(need) && need.origin == origin);
    if (task.unit().chain != null) {
      for (Task before : task.unit().chain) {
        if (before == task) {
          break;
        }
        lost |= isLost(before) && before.origin == origin;
      }
    }
    return lost;
  }

  private static boolean isLost(Task task) {
    return task.ending == Ending.GIVEN_UP;
  }

  /** Checks the book when all effects are in it. */
  void check() {
    for (Task task : book.tasks) {
      if (task.ending == null) {
        Laws.require(
            !task.here || task.begun || !task.needs.isEmpty(),
            () -> "law 4: it could begin here: task " + book.tasks.indexOf(task));
        Laws.require(
            task.needs.stream().noneMatch(GraphLaws::isLost),
            () -> "law 8: what it needs is given up: task " + book.tasks.indexOf(task));
      }
      if (task.chain != null) {
        checkChain(task);
      }
    }
    Laws.require(
        last == null || last.link.slots == 0 || !last.unit.isOpenUnit(),
        "law 9: a chain does not go on");
  }

  private static void checkChain(Task unit) {
    boolean lost = false;
    for (Task each : unit.chain) {
      lost |= isLost(each);
      boolean open = each.ending == null;
      Laws.require(!lost || !open, "law 8: a chain goes on after what is given up of it");
    }
    Laws.require(unit.live.size() <= 1, "law 9: a chain is in two places");
    Laws.require(
        unit.isOpenUnit() || unit.live.isEmpty(), "law 9: a chain is rendered for nothing");
  }
}

package org.networkrender.core.scheduler.simulation;

import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.simulation.Book.Link;

/** Which task may begin where. A further step of a chain does not begin: it goes on. */
final class BeginningLaws {
  private final Book book;
  private final TurnLaws turns;
  private final TailLaws tail;

  BeginningLaws(Book book, TurnLaws turns, TailLaws tail) {
    this.book = book;
    this.turns = turns;
    this.tail = tail;
  }

  /**
   * Checks one that begins.
   *
   * @param returned the attempt that the present event gave back, or null
   */
  void check(Effect.Assign effect, Task task, Link link, Attempt returned) {
    Laws.require(!task.covered, () -> "started beside its parts: " + effect);
    Laws.require(book.usable(link), () -> "the worker rests or drains: " + effect);
    Laws.require(!book.full(link), () -> "law 10: too much of it is not delivered: " + effect);
    int held = book.held(link);
    Laws.require(held < 2 * link.slots, () -> "law 3: more than two a slot: " + effect);
    Laws.require(
        held < link.slots || !book.chained(link), () -> "law 9: queued behind a chain: " + effect);
    Laws.require(!book.alone(link), () -> "beside a suspect: " + effect);
    Laws.require(!task.suspect() || held == 0, () -> "a suspect beside others: " + effect);
    Laws.require(
        book.allowed(task, link.machine), () -> "it failed there, and not everywhere: " + effect);
    boolean back = returned != null && returned.task == task.number;
    if (task.suspect() && !back) {
      checkPlace(effect, task, link);
    }
    if (held >= link.slots) {
      for (Link other : book.links.values()) {
        Laws.require(
            !book.idle(other) || book.alone(other) || !book.fits(task, other),
            () -> "law 4: queued by " + effect + " while " + other.machine + " is idle");
      }
    }
    if (task.live.isEmpty()) {
      turns.check(effect, back ? returned.link : null);
    } else {
      tail.check(effect);
    }
  }

  /** Of the machines that have nothing, a suspect goes to one that has lost it least. */
  private void checkPlace(Effect.Assign effect, Task task, Link link) {
    for (Link other : book.links.values()) {
      Laws.require(
          task.lossesWith(other.machine) >= task.lossesWith(link.machine)
              || !book.idle(other)
              || book.held(other) > 0
              || !book.allowed(task, other.machine),
          () -> effect + " while " + other.machine + " is idle, which has lost it less often");
    }
  }
}

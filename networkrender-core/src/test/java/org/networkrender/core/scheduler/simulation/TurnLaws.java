package org.networkrender.core.scheduler.simulation;

import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.simulation.Book.Link;

/** Checks that a task was the one whose turn it was, and that it went where it should go. */
final class TurnLaws {
  private final Book book;

  /** Whether tasks may be cut: who is too slow for a whole one then queues none. */
  private final boolean mayCut;

  TurnLaws(Book book, boolean mayCut) {
    this.book = book;
    this.mayCut = mayCut;
  }

  /**
   * Checks an assignment that is not in the book yet.
   *
   * @param effect the assignment
   * @param returned the link that gave this very task back just now, or null
   */
  void check(Effect.Assign effect, Link returned) {
    Task task = book.tasks.get(effect.task()).unit();
    Link link = book.links.get(effect.worker());
    boolean prefers = task.preferred != null && !task.suspect() && !task.shuns(task.preferred);
    if (prefers && !task.preferred.equals(link.machine)) {
      checkPreference(effect, task, link, returned);
    }
    boolean preferred = prefers && task.preferred.equals(link.machine);
    if (!preferred && returned == null) {
      checkOrder(effect, task, link);
    }
    // What was cut before its turn, and is whole again, is one that waits again.
    boolean turn = task.fresh && !task.everLive && task.cut == null;
    if (turn && task.rank == null) {
      for (int lower = 0; lower < effect.task(); lower++) {
        Task other = book.tasks.get(lower);
        Laws.require(
            !other.waits(book.now) || !other.fresh || other.everLive || other.rank != null,
            () -> "out of order: " + effect);
      }
    }
  }

  private void checkPreference(Effect.Assign effect, Task task, Link link, Link returned) {
    boolean queued = book.held(link) >= link.slots;
    for (Link other : book.links.values()) {
      if (other != returned
          && other.machine.equals(task.preferred)
          && book.usable(other)
          && !book.full(other)
          && !book.alone(other)) {
        int held = book.held(other);
        Laws.require(held >= other.slots, () -> effect + " while " + other.machine + " is idle");
        Laws.require(
            !queued || mayCut || book.chained(other) || held >= 2 * other.slots,
            () -> effect + " though " + other.machine + " has room");
      }
    }
  }

  private void checkOrder(Effect.Assign effect, Task task, Link link) {
    boolean lastResort = task.shuns(link.machine);
    for (Task other : book.tasks) {
      if (other == task || other.suspect() || !other.waits(book.now)) {
        continue;
      }
      Laws.require(
          !task.suspect() || !book.allowed(other, link.machine) || book.mayWait(other, link),
          () -> "a suspect before another one: " + effect);
      if (!other.shuns(link.machine)) {
        Laws.require(
            !lastResort || book.mayWait(other, link),
            () -> "a task that failed there before another one: " + effect);
        Laws.require(
            other.rank == null
                || task.whole != null
                || (task.rank != null && task.rank < other.rank),
            () ->
                "not the first in the order: "
                    + effect
                    + ", rank "
                    + task.rank
                    + " of "
                    + other.rank);
      }
    }
  }
}

package org.networkrender.core.scheduler.simulation;

import java.util.Set;
import org.networkrender.core.scheduler.simulation.Book.Link;
import org.networkrender.core.scheduler.simulation.Book.Phase;

/** Checks that no slot is idle while something waits for it, and that no job stands still. */
final class IdleLaws {
  private final Book book;

  IdleLaws(Book book) {
    this.book = book;
  }

  /** Checks what is left of an event. */
  void check() {
    int idleSlots = 0;
    boolean canTake = false;
    for (Link link : book.links.values()) {
      if (book.idle(link) && !book.alone(link)) {
        idleSlots += link.slots - book.held(link);
        for (Task task : book.tasks) {
          Laws.require(
              !task.waits(book.now) || !book.fits(task, link) || book.mayWait(task, link),
              () -> "law 4: task " + task.number + " waits while " + link.machine + " is idle");
        }
        canTake |= couldTakeFromAnother(link);
      }
    }
    Laws.require(
        !canTake || book.count(Phase.REVOKED) >= idleSlots,
        "law 4: a slot is idle, and nothing is asked back from those with too much");
    if (book.nothingGoesOn()) {
      Set<String> offering = book.offeringMachines();
      for (Task task : book.tasks) {
        Laws.require(
            !task.waits(book.now)
                || offering.stream()
                    .noneMatch(name -> book.allowed(task, name) && !book.waitsToOpen(name)),
            "law 4: the job stands still");
      }
    }
  }

  private boolean couldTakeFromAnother(Link idle) {
    for (Attempt attempt : book.attempts.values()) {
      if (attempt.phase == Phase.QUEUED
          && attempt.link != idle
          && attempt.step == 0
          && book.tasks.get(attempt.task).live.size() == 1
          && book.held(attempt.link) - book.revoked(attempt.link) > attempt.link.slots
          && book.fits(book.tasks.get(attempt.task), idle)) {
        return true;
      }
    }
    return false;
  }
}

package org.networkrender.core.scheduler.simulation;

import org.networkrender.core.scheduler.simulation.Book.Link;
import org.networkrender.core.scheduler.simulation.Book.Phase;

/** Who is silent, or does not answer when it is asked a task back, is dropped. */
final class LeaseLaws {
  private final Book book;

  LeaseLaws(Book book) {
    this.book = book;
  }

  /** Returns the first attempt that a worker was asked back too long ago, or null. */
  Attempt unanswered(Link link) {
    Attempt first = null;
    for (Attempt attempt : book.attempts.values()) {
      if (attempt.link == link
          && attempt.phase == Phase.REVOKED
          && book.leaseTime - attempt.askedBackAt >= 12 * Laws.SILENCE
          && (first == null || attempt.askedBackAs < first.askedBackAs)) {
        first = attempt;
      }
    }
    return first;
  }

  /** Checks that none is missing that should have been dropped. */
  void check() {
    for (Link link : book.links.values()) {
      Laws.require(unanswered(link) == null, () -> link.machine + " is deaf and not dropped");
      Laws.require(
          book.leaseTime - link.heard < Laws.SILENCE,
          () -> link.machine + " is silent and not dropped");
    }
  }
}

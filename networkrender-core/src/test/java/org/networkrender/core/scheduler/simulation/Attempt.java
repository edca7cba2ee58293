package org.networkrender.core.scheduler.simulation;

import org.networkrender.core.scheduler.simulation.Book.Link;
import org.networkrender.core.scheduler.simulation.Book.Phase;

/** A live attempt, as {@link Book} has it. */
final class Attempt {
  final long number;

  /** The task that is tried; of a chain its first one. */
  final int task;

  final Task unit;

  /** The task that is rendered, and which step of the chain that is. */
  final int member;

  final int step;
  final Link link;
  final boolean suspect;
  Phase phase = Phase.QUEUED;
  long askedBackAt;

  /** Its place among all that were asked back. */
  long askedBackAs;

  long startedAt;

  long assignedAt;
  long progressedAt;
  double fraction;

  /** How much was done when it last had gained a hundredth, and when that was. */
  double gained;

  long gainedAwake;

  /** When it started and when it last said more, but for time in which the client stood still. */
  long startedAwake;

  long saidAwake;

  /** How often it said that more is done. */
  int signs;

  Attempt(long number, Task rendered, Link link, boolean suspect) {
    this.number = number;
    this.unit = rendered.unit();
    this.task = unit.number;
    this.member = rendered.number;
    this.step = unit.chain == null ? 0 : unit.chain.indexOf(rendered);
    this.link = link;
    this.suspect = suspect;
  }

  /** Whether it takes up room on its link: it does not when it was rendered and ends a chain. */
  boolean held() {
    return phase != Phase.RENDERED || goesOn();
  }

  /** Whether another step follows. */
  boolean goesOn() {
    return unit.chain != null
        && unit.chain.stream().skip(step + 1L).anyMatch(later -> later.ending == null);
  }
}

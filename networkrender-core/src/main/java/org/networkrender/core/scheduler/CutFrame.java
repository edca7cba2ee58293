package org.networkrender.core.scheduler;

import java.util.stream.IntStream;

/**
 * A task that was cut: it is done when its own result was accepted, or that of the last task, which
 * needs all the parts to be joined.
 *
 * @param whole the task that was cut
 * @param first the first of its parts
 * @param parts how many there are; they are numbered on from the first
 */
record CutFrame(int whole, int first, int parts) {
  /** Returns the task that joins the parts, which the client does. */
  int join() {
    return first + parts;
  }

  /** Returns the task that finishes what was joined from the parts. */
  int finish() {
    return first + parts + 1;
  }

  /** Returns the parts, their joining, and its finishing. */
  IntStream pieces() {
    return IntStream.rangeClosed(first, finish());
  }
}

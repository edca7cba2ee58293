package org.networkrender.core.scheduler;

import java.util.LinkedHashSet;
import java.util.Set;

/** What is known of a machine for as long as the job lasts, whether it is connected or not. */
final class MachineRecord {
  private static final double WEIGHT_OF_NEWEST = 0.3;

  final String name;

  /** Its open links; two while an old one is not yet known to be dead. */
  final Set<WorkerState> links = new LinkedHashSet<>();

  /** Whether it is the client's own, which no network lies before. */
  boolean own;

  /** When a link of it ended last; long ago until one has. */
  long leftAt = Long.MIN_VALUE / 2;

  /** The same on the clock of the leases. */
  long leftAtLease = Long.MIN_VALUE / 2;

  /**
   * When it was last heard before it stopped offering slots, on that clock; long ago where it never
   * has stopped. Says nothing while it offers some.
   */
  long offeredAt = Long.MIN_VALUE / 2;

  /** Links over which it gets ready to join. */
  int awaited;

  /** How many of the links take tasks. */
  int offering;

  /** Whether it has rendered something: a failure there says something of the task. */
  boolean able;

  /** Failures in a row. */
  int strikes;

  boolean resting;

  /** When the rest ends; fixed while it rests. */
  long restUntil;

  /** Whether a further whole task would end too late here, as far as is known. */
  boolean late;

  /** Whether it gets no part that others will have done earlier. */
  boolean spared;

  /** Nanoseconds a task takes here, newer ones count more; 0 until one was rendered. */
  double pace;

  /** The same, learned from parts of tasks too; 0 until something was rendered. */
  double usual;

  /** The same as it is guessed at present, from what is being rendered where that is 0. */
  double guess;

  MachineRecord(String name) {
    this.name = name;
  }

  /** Returns whether it is connected, whether it takes tasks or not. */
  boolean isHere() {
    return awaited > 0 || !links.isEmpty();
  }

  /** Returns whether a task could be given to it now, room aside. */
  boolean usable() {
    return offering > 0 && !resting;
  }

  /** Learns how long a usual task takes. */
  void learn(double nanos) {
    usual = usual == 0 ? nanos : usual + WEIGHT_OF_NEWEST * (nanos - usual);
  }

  /** Returns the same as far as it is known, 0 where nothing is. */
  double known() {
    return usual > 0 ? usual : guess;
  }

  void rendered(long nanos) {
    pace = pace == 0 ? nanos : pace + WEIGHT_OF_NEWEST * (nanos - pace);
  }
}

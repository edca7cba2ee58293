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

  /** How many of the links take tasks. */
  int offering;

  /** Failures in a row. */
  int strikes;

  boolean resting;

  /** When the rest ends; fixed while it rests. */
  long restUntil;

  /** Nanoseconds a task takes here, newer ones count more; 0 until one was rendered. */
  double pace;

  MachineRecord(String name) {
    this.name = name;
  }

  /** Returns whether a task could be given to it now, room aside. */
  boolean usable() {
    return offering > 0 && !resting;
  }

  void rendered(long nanos) {
    pace = pace == 0 ? nanos : pace + WEIGHT_OF_NEWEST * (nanos - pace);
  }
}

package org.networkrender.core.queue;

import java.util.LinkedHashMap;
import java.util.Map;

/** One job in the queue. */
final class QueuedJob {
  final int number;

  /** Where it is, or was, by worker. */
  final Map<Integer, Place> places = new LinkedHashMap<>();

  /** Its attempts that take up room. */
  final Map<Long, QueuedAttempt> attempts = new LinkedHashMap<>();

  int priority;
  boolean paused;

  /** How many tasks wait or are at a worker. */
  int wanted;

  /** How many slots it is to have because it wants them. */
  int total;

  /** How many more it may use because nobody is owed them. */
  int lent;

  /**
   * How many of its tasks are at no worker and have no slot lent to them; counted while slots are
   * lent.
   */
  int nowhere;

  /** How many slots it uses, as far as is known. */
  int charge;

  /**
   * Slot-seconds, in nanoseconds: used since its priority has been contended for, and forfeited.
   */
  double used;

  /** Whether it wanted more than it got when slots were divided last. */
  boolean needed;

  QueuedJob(int number, int priority) {
    this.number = number;
    this.priority = priority;
  }

  /** Returns whether it wants more slots than it is to have. */
  boolean wantsMore() {
    return !paused && total < wanted;
  }

  /** Returns whether it wants more slots, and could use one more of some worker. */
  boolean needs(long now) {
    return wantsMore() && places.values().stream().anyMatch(place -> place.wouldUseMore(now));
  }
}

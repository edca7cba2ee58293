package org.networkrender.core.queue;

import org.jspecify.annotations.Nullable;

/** One job at one worker. */
final class Place {
  final QueuedJob job;
  final QueuedWorker worker;
  Fit fit = Fit.NONE;

  /** How many slots it is to have because the job wants them; changed by {@link #give} alone. */
  int slots;

  /** How many more it may use because nobody is owed them; changed by {@link #lend} alone. */
  int lent;

  /** Until when it is not offered more, because it left idle what it had. */
  long declinedUntil = Long.MIN_VALUE;

  /** How many attempts take up room here. */
  int held;

  /** How many of those are known to run. */
  int running;

  /** How many are steps of chains that go on, in sessions that would begin again elsewhere. */
  int chains;

  /** How many must have the worker alone. */
  int suspects;

  /** Whether it has the worker alone only until what runs has ended: a higher priority waits. */
  boolean yields;

  /** How many are taken to run: changed by {@link QueuedWorker#recharge} alone. */
  int charge;

  /** What its scheduler was told last, null when nothing. */
  @Nullable Share told;

  Place(QueuedJob job, QueuedWorker worker) {
    this.job = job;
    this.worker = worker;
  }

  /** Gives it slots, or takes some away. */
  void give(int more) {
    slots += more;
    job.total += more;
  }

  /** Lends it slots, or takes some back. */
  void lend(int more) {
    lent += more;
    job.lent += more;
  }

  /** Says how many slots its job is taken to use here. */
  void charge(int taken) {
    job.charge += taken - charge;
    charge = taken;
  }

  /** Returns how many slots its job may be given here at most. */
  int most() {
    if (worker.kept != null && (worker.kept != this || yields)) {
      return 0;
    }
    return fit == Fit.ALONE && worker.kept == null ? Math.min(held, useful()) : useful();
  }

  /** Returns how many slots would be of use here, if no other job had the worker alone. */
  private int useful() {
    if (job.paused || fit == Fit.NONE) {
      return 0;
    }
    int fitting = fit == Fit.WANTED ? worker.slots : fit == Fit.ALONE ? Math.max(1, held) : held;
    return Math.min(fitting, worker.slots);
  }

  /** Returns whether one more slot here would be of use to its job, and it may be given that. */
  boolean couldUseMore(long now) {
    return slots < most() && (slots < held || declinedUntil <= now);
  }

  /** Returns the same, but that another job may have the worker alone just now. */
  boolean wouldUseMore(long now) {
    return slots < useful() && (slots < held || declinedUntil <= now);
  }
}

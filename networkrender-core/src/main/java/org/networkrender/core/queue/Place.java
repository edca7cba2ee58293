package org.networkrender.core.queue;

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

  /** How many are taken to run: changed by {@link QueuedWorker#recharge} alone. */
  int charge;

  /** What its scheduler was told last, below 0 when nothing. */
  int toldSlots = -1;

  int toldRoom = -1;

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

  /** Returns how many slots its job may be given here at most. */
  int most() {
    if (job.paused || fit == Fit.NONE) {
      return 0;
    }
    return fit == Fit.WANTED ? worker.slots : Math.min(held, worker.slots);
  }

  /** Returns whether one more slot here would be of use to its job. */
  boolean couldUseMore(long now) {
    return slots < most() && (slots < held || declinedUntil <= now);
  }
}

package org.networkrender.core.scheduler;

/** One live attempt. Ended attempts are forgotten, so that late messages about them are unknown. */
final class AttemptState {
  /**
   * How far an attempt has come. In all phases but the last it takes up room on its worker, in a
   * chain that goes on in that too.
   */
  enum Phase {
    /** Assigned, not known to have started. */
    QUEUED,
    /** Asked back, the answer is not here yet. */
    REVOKED,
    /** Being rendered. */
    RUNNING,
    /** Rendered, being fetched and checked. Holds no slot. */
    RENDERED
  }

  /** Less than a hundredth, however that is rounded, says nothing of when it will have ended. */
  private static final double LEAST_GAIN = 0.0099;

  final long number;

  /** The task that is tried; of a chain the first one, by which it waits. */
  final int task;

  /** Which step of a chain it is, from 0; 0 for what is in none. */
  final int step;

  /** The task that is rendered: the same, or that of the step. */
  final int rendered;

  final WorkerState worker;

  /** When it was assigned, in nanoseconds of the events' clock. */
  final long since;

  /** How many times in a row its task moved on because a worker did not start it. */
  final int moves;

  /** Whether its task is suspected of killing its workers. */
  final boolean suspect;

  /** Into how many parts the task was cut that it does one of; 1 for a whole task. */
  final int parts;

  /** Whether another step follows on the same link: it keeps its slot until then. */
  boolean goesOn;

  /** Changed by {@link WorkerTable} alone, which counts by phase. */
  Phase phase = Phase.QUEUED;

  /** When it was asked back, on the clock of the leases. */
  long askedBackAt;

  /** When it started, once it is running. */
  long startedAt;

  /** How much of it is done as far as it said, 0 to 1. */
  double fraction;

  /** When that last grew; long ago when it has not. */
  long progressedAt = Long.MIN_VALUE / 2;

  /** When it started, and when it last said that more is done, in awake time. */
  private long startedAwake;

  private long saidAwake;

  /** How much was done when it last had gained a hundredth. */
  private double gained;

  private long gainedAwake;

  /** How much was done when it first said so, 0 until then. */
  double firstFraction;

  /** When that was. */
  long firstProgressAt;

  /** How often it said that more is done. */
  int signs;

  AttemptState(
      long number,
      int task,
      int step,
      int rendered,
      WorkerState worker,
      long since,
      int moves,
      boolean suspect,
      int parts) {
    this.number = number;
    this.task = task;
    this.step = step;
    this.rendered = rendered;
    this.worker = worker;
    this.since = since;
    this.moves = moves;
    this.suspect = suspect;
    this.parts = parts;
  }

  /** Returns when it started, or was assigned where it has not. */
  long begunAt() {
    return phase == Phase.RUNNING ? startedAt : since;
  }

  /** Notes that it started. */
  void started(long now, long awakeTime) {
    startedAt = now;
    startedAwake = awakeTime;
    saidAwake = awakeTime;
    gainedAwake = awakeTime;
  }

  /** Notes how much of it is done; less than before, or more than all, says nothing. */
  void progressed(double done, long now, long awakeTime) {
    if (done > fraction && done <= 1) {
      fraction = done;
      progressedAt = now;
      saidAwake = awakeTime;
      signs++;
      if (done - gained >= LEAST_GAIN) {
        gained = done;
        gainedAwake = awakeTime;
      }
      if (firstFraction == 0) {
        firstFraction = done;
        firstProgressAt = now;
      }
    }
  }

  /**
   * Returns for how many nanoseconds it has run. Time in which this process stood still does not
   * count here, and in the two after it: nobody could have been heard in it.
   */
  long ran(long awakeTime) {
    return awakeTime - startedAwake;
  }

  /** Returns for how many nanoseconds it has not said that more is done. */
  long silent(long awakeTime) {
    return awakeTime - saidAwake;
  }

  /** Returns for how many nanoseconds it has not gained a hundredth. */
  long withoutGain(long awakeTime) {
    return awakeTime - gainedAwake;
  }

  /** Returns whether it takes up room on its worker. */
  boolean held() {
    return phase != Phase.RENDERED || goesOn;
  }

  /** Returns whether a chain goes on in its session, in which nothing else may be rendered. */
  boolean keepsSession() {
    return goesOn && (step > 0 || phase == Phase.RUNNING || phase == Phase.RENDERED);
  }
}

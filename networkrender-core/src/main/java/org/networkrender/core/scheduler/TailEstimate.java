package org.networkrender.core.scheduler;

/**
 * When an attempt will have ended, and when a second one of the same task would have: guesses from
 * how far it says it is, and from how long machines took for what they rendered before.
 */
class TailEstimate {
  /** From how much of an attempt the whole is guessed: before, the scene is still being loaded. */
  private static final double LEAST_FRACTION = 0.05;

  /** What a second attempt must gain, as a share of its own time. */
  private static final double LEAST_GAIN = 0.2;

  /** What it must gain at least, in nanoseconds: less is lost on the way. */
  private static final double LEAST_GAIN_NANOS = 1e9;

  /** The same for a part of a cut task. */
  private static final double LEAST_GAIN_OF_A_PART_NANOS = 0.5e9;

  private final WorkerTable workers;

  TailEstimate(WorkerTable workers) {
    this.workers = workers;
  }

  /** Returns whether anything was rendered yet from which to guess. */
  boolean hasGround() {
    return workers.meanPace() > 0;
  }

  /** Returns whether enough is known to guess about an attempt. */
  boolean hasGround(AttemptState running) {
    return running.parts > 1 ? running.worker.machine.known() > 0 : hasGround();
  }

  /** Returns how many nanoseconds a usual task takes on a machine. */
  double pace(MachineRecord machine) {
    return machine.pace > 0 ? machine.pace : workers.meanPace();
  }

  /** Returns the same as far as it is known, from parts too. */
  double known(MachineRecord machine) {
    return machine.pace > 0 || machine.known() == 0 ? pace(machine) : machine.known();
  }

  /** Returns the same where parts are asked first: they tell more often than whole tasks. */
  double usual(MachineRecord machine) {
    return machine.known() > 0 ? machine.known() : pace(machine);
  }

  /** Returns when a running attempt will be rendered, on the clock of the events in nanoseconds. */
  double end(AttemptState running, long now) {
    return end(running.startedAt + nanos(running), now);
  }

  /**
   * Returns when what was due at a time will end. What is overdue is expected to need as long again
   * as it is overdue: who is late by little is nearly there, who is late by much has stopped.
   */
  static double end(double due, long now) {
    return now < due ? due : now + (now - due);
  }

  /** Returns whether a second attempt on a machine with an idle slot would end clearly earlier. */
  boolean helps(AttemptState running, MachineRecord idle, long now) {
    if (running.parts > 1 && idle.known() == 0) {
      return false;
    }
    double nanos = secondNanos(running, idle);
    double gain = end(running, now) - (now + nanos);
    double least = running.parts > 1 ? LEAST_GAIN_OF_A_PART_NANOS : LEAST_GAIN_NANOS;
    return gain > Math.max(least, LEAST_GAIN * nanos);
  }

  /** Returns how many nanoseconds the whole of an attempt takes where it runs. */
  double nanos(AttemptState running) {
    if (running.parts > 1) {
      TailGuess told = TailGuess.told(running);
      return told == null ? running.worker.machine.known() / running.parts : told.whole();
    }
    return saysHowFar(running)
        ? (running.progressedAt - running.startedAt) / running.fraction
        : pace(running.worker.machine);
  }

  /**
   * Returns how long the same takes elsewhere. Where both machines are known, they are compared:
   * the task may be a costly one. The first task of a machine says nothing about either, so it is
   * taken for a usual one.
   */
  double secondNanos(AttemptState running, MachineRecord idle) {
    if (running.parts > 1) {
      // Neither machine may be known well: the better news is worth a try of an idle slot.
      return Math.min(
          nanos(running) * idle.known() / running.worker.machine.known(),
          TailAhead.UNEVEN * idle.known() / running.parts);
    }
    double known = running.worker.machine.pace;
    return saysHowFar(running) && known > 0 ? nanos(running) * pace(idle) / known : pace(idle);
  }

  private static boolean saysHowFar(AttemptState running) {
    return running.fraction >= LEAST_FRACTION;
  }
}

package org.networkrender.core.scheduler;

import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * How long a usual task takes on each machine, and how much of that is preparing: learned from
 * whole tasks, from parts, and from what runs.
 */
final class TailPaces {
  /** Which share of the busy slots must have told how fast they are. */
  private static final double KNOWN = 0.75;

  /** Signs of progress and how much must be done that its speed is believed in full. */
  private static final int LEAST_SIGNS = 3;

  private static final double LEAST_FRACTION = 0.003;

  private final TailRules rules;
  private final WorkerTable workers;
  private final IntPredicate isPiece;
  private double shares;
  private int sharesKnown;
  private double mean;

  /**
   * Begins with nothing learned.
   *
   * @param isPiece whether a task is a part of another, or finishes one
   */
  TailPaces(TailRules rules, WorkerTable workers, IntPredicate isPiece) {
    this.rules = rules;
    this.workers = workers;
    this.isPiece = isPiece;
  }

  /** Learns from an attempt that was rendered. */
  void rendered(AttemptState attempt, long nanos) {
    MachineRecord machine = attempt.worker.machine;
    TailGuess told = TailGuess.told(attempt);
    boolean first = machine.usual == 0;
    if (attempt.parts == 1 && !isPiece.test(attempt.task)) {
      machine.learn((double) nanos);
      if (told != null && attempt.signs >= LEAST_SIGNS) {
        learnShare(told, first);
      }
    } else if (attempt.parts > 1 && told != null) {
      machine.learn((told.whole() - told.overhead()) * attempt.parts);
    } else if (attempt.parts > 1 && !first) {
      machine.learn(Math.max(1, nanos - rules.part().toNanos()) * (double) attempt.parts);
    }
  }

  private void learnShare(TailGuess told, boolean first) {
    double preparing = Math.max(0, told.overhead() - (first ? rules.first().toNanos() : 0));
    shares += preparing / told.whole();
    sharesKnown++;
  }

  /** Guesses how long a usual task takes on each machine; false if too little is known. */
  boolean guess(Map<MachineRecord, List<AttemptState>> running) {
    int known = 0;
    int busy = 0;
    double speed = 0;
    for (WorkerState worker : workers.all()) {
      MachineRecord machine = worker.machine;
      double pace = machine.usual;
      List<AttemptState> attempts = running.getOrDefault(machine, List.of());
      for (int i = 0; pace == 0 && i < attempts.size(); i++) {
        AttemptState attempt = attempts.get(i);
        TailGuess told = TailGuess.told(attempt);
        if (told != null && (attempt.parts > 1 || !isPiece.test(attempt.task))) {
          double begun = Math.min(told.overhead(), (double) rules.first().toNanos());
          pace = (told.whole() - begun) * attempt.parts;
        }
      }
      machine.guess = pace;
      if (pace > 0) {
        known++;
        speed += 1 / pace;
      }
      busy += pace > 0 || !attempts.isEmpty() ? 1 : 0;
    }
    if (known == 0 || known < KNOWN * busy) {
      return false;
    }
    mean = known / speed;
    for (WorkerState worker : workers.all()) {
      if (worker.machine.guess == 0) {
        worker.machine.guess = mean;
      }
    }
    return true;
  }

  /** Returns which share of a task is preparing. */
  double share(Map<MachineRecord, List<AttemptState>> running) {
    if (sharesKnown > 0) {
      return shares / sharesKnown;
    }
    double sum = 0;
    int count = 0;
    for (List<AttemptState> attempts : running.values()) {
      for (AttemptState attempt : attempts) {
        TailGuess told = attempt.parts == 1 ? TailGuess.told(attempt) : null;
        if (told != null) {
          boolean first = attempt.worker.machine.usual == 0;
          double begun = first ? rules.first().toNanos() : 0;
          sum += Math.max(0, told.overhead() - begun) / told.whole();
          count++;
        }
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  /** Returns how long a usual task takes on a usual machine, as it was guessed last. */
  double mean() {
    return mean;
  }

  /** Returns how long an attempt takes in all. */
  double whole(AttemptState attempt, double pace, double overhead) {
    TailGuess told = TailGuess.told(attempt);
    if (told != null) {
      return told.whole();
    }
    if (attempt.parts > 1) {
      return pace / attempt.parts + overhead;
    }
    return isPiece.test(attempt.task) ? rules.joining().toNanos() + overhead : pace;
  }

  static boolean isTaught(AttemptState attempt) {
    return attempt.worker.machine.usual > 0
        || (attempt.signs >= LEAST_SIGNS && attempt.fraction >= LEAST_FRACTION);
  }

  /** Keeps what an attempt that is stopped has told of its machine. */
  void keep(AttemptState attempt) {
    MachineRecord machine = attempt.worker.machine;
    TailGuess told = TailGuess.alone(attempt);
    if (machine.usual == 0) {
      machine.usual = machine.guess;
    } else if (told != null) {
      machine.learn((told.whole() - told.overhead()) * attempt.parts);
    }
  }
}

package org.networkrender.core.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Divides slots: by priority, then equally, then by turns. It changes what is there by single slots
 * until nobody is owed one, so jobs keep the workers that have their scenes open.
 */
/*
 * Why it ends. A move gives a slot that is free, or takes it from a lower priority, from an equal
 * one that has at least two more, or from an equal one that has one more and has used a turn more.
 * The first two raise, in the order of priorities, the number of slots of the first priority whose
 * number they change; the third leaves these numbers and lowers the sum of the squares of what each
 * job has; the fourth leaves these too, and lowers the sum of what each job has times what it used.
 * So no state comes twice, and there are finitely many.
 *
 * What holds when it has ended: who wants more and could use one more slot of a worker (1) finds
 * none free there, (2) none with a lower priority, (3) none with an equal one that has two more
 * than it, or one more and a turn longer, unless a chain goes on there in each of its slots, or the
 * worker is kept for a suspect. Each worker that is kept begins this anew, and each is kept once.
 */
class Division {
  private static final Comparator<QueuedJob> NEEDIEST_FIRST =
      Comparator.<QueuedJob>comparingInt(job -> -job.priority)
          .thenComparingInt(job -> job.total)
          .thenComparingDouble(job -> job.used)
          .thenComparingInt(job -> job.number);

  private static final Comparator<Move> BEST_FIRST =
      Comparator.<Move>comparingInt(move -> move.from == null ? 0 : 1)
          .thenComparingInt(move -> move.from == null ? 0 : move.from.job.priority)
          .thenComparingInt(move -> move.from == null ? 0 : -move.from.job.total)
          .thenComparingInt(move -> Math.min(0, move.to.slots - move.to.held))
          .thenComparing(move -> move.to.slots == 0)
          .thenComparing(move -> move.to.worker.held() >= move.to.worker.slots)
          .thenComparing(move -> move.to.held == 0)
          .thenComparingInt(move -> move.to.worker.number);

  private static final Comparator<Place> LENT_FIRST =
      Comparator.<Place, Boolean>comparing(
              place -> place.fit != Fit.WANTED || place.job.nowhere <= 0)
          .thenComparing(place -> place.slots == 0)
          .thenComparingInt(place -> -place.job.priority)
          .thenComparingInt(place -> place.job.number);

  private final Turns turns;
  private final Reservations reservations;

  Division(Turns turns) {
    this(turns, new Reservations(turns));
  }

  /** Creates one with reservations that a test has broken. */
  Division(Turns turns, Reservations reservations) {
    this.turns = turns;
    this.reservations = reservations;
  }

  /** One slot that changes hands; from nobody when it is free. */
  private record Move(Place to, @Nullable Place from) {}

  /** Divides anew, as far as anything has changed. */
  final void divide(long now, Collection<QueuedJob> jobs, Collection<QueuedWorker> workers) {
    reservations.review(workers, now);
    workers.forEach(Division::cutToSize);
    jobs.forEach(Division::release);
    Map<Integer, List<QueuedJob>> equals = new LinkedHashMap<>();
    for (QueuedJob job : jobs) {
      equals.computeIfAbsent(job.priority, priority -> new ArrayList<>()).add(job);
    }
    equals.values().forEach(each -> turns.forfeit(each, job -> job.needs(now)));
    List<QueuedJob> byNeed = new ArrayList<>(jobs);
    while (moveOne(byNeed, now)) {}
    reservations.yieldToHigher(workers, now).forEach(Division::cutToSize);
    QueuedWorker kept;
    do {
      while (moveOne(byNeed, now)) {}
      kept = reservations.next(byNeed, now);
      if (kept != null) {
        cutToSize(kept);
      }
    } while (kept != null);
    for (QueuedJob job : jobs) {
      job.needed = job.needs(now);
    }
    for (QueuedJob job : jobs) {
      job.places.values().forEach(place -> place.lend(-place.lent));
      job.nowhere = job.wanted - job.attempts.size();
    }
    workers.forEach(this::lend);
  }

  /** Takes back what a job may not have, and what a worker does not offer any more. */
  private static void cutToSize(QueuedWorker worker) {
    for (Place place : worker.places.values()) {
      place.give(Math.min(0, place.most() - place.slots));
    }
    while (worker.free() < 0) {
      worker.places.values().stream()
          .filter(place -> place.slots > 0)
          .max(Comparator.comparing(place -> place.job, NEEDIEST_FIRST))
          .ifPresent(place -> place.give(-1));
    }
  }

  /** Takes back what a job does not want. */
  private static void release(QueuedJob job) {
    while (job.total > job.wanted) {
      Place idlest = null;
      for (Place place : job.places.values()) {
        boolean idler = idlest == null || place.slots - place.held > idlest.slots - idlest.held;
        if (place.slots > 0 && idler) {
          idlest = place;
        }
      }
      if (idlest == null) {
        throw new IllegalStateException("job " + job.number + " has slots nowhere");
      }
      idlest.give(-1);
    }
  }

  private boolean moveOne(List<QueuedJob> jobs, long now) {
    jobs.sort(NEEDIEST_FIRST);
    for (QueuedJob job : jobs) {
      Move best = null;
      if (job.wantsMore()) {
        for (Place place : job.places.values()) {
          if (place.couldUseMore(now)) {
            best = better(best, place);
          }
        }
      }
      if (best != null) {
        if (best.from != null) {
          best.from.give(-1);
        }
        best.to.give(1);
        return true;
      }
    }
    return false;
  }

  /** Returns the best of a move and those that bring a slot to a place. */
  private @Nullable Move better(@Nullable Move best, Place to) {
    Move better = best;
    if (to.worker.free() > 0 && givesFree(to)) {
      better = first(better, new Move(to, null));
    } else {
      for (Place from : to.worker.places.values()) {
        if (from != to && from.slots > 0 && yields(from.job, to.job) && !keeps(from, to)) {
          better = first(better, new Move(to, from));
        }
      }
    }
    return better;
  }

  /** Whether a slot does not go round yet: the chain in it would have to begin again. */
  boolean keeps(Place from, Place to) {
    boolean byTurn = from.job.priority == to.job.priority && from.job.total - to.job.total <= 1;
    return byTurn && from.slots <= from.chains;
  }

  private static Move first(@Nullable Move one, Move other) {
    return one == null || BEST_FIRST.compare(other, one) < 0 ? other : one;
  }

  /** Whether a free slot is given. */
  boolean givesFree(Place to) {
    return true;
  }

  /** Whether one job gives a slot away to another one that could use it. */
  boolean yields(QueuedJob from, QueuedJob to) {
    if (from.priority != to.priority) {
      return from.priority < to.priority;
    }
    int ahead = from.total - to.total;
    return ahead > 1 || (ahead == 1 && turns.isOver(from, to));
  }

  /**
   * Lends the slots that nobody is owed: to one whose tasks have no place yet, since what it is
   * owed elsewhere is not free; else for second attempts, and to cut tasks.
   */
  void lend(QueuedWorker worker) {
    int room = 2 * worker.slots - worker.held();
    for (Place place : worker.places.values()) {
      room -= Math.max(0, place.slots - place.held);
    }
    for (int free = worker.free(); free > 0; free--) {
      Place to =
          worker.places.values().stream()
              .filter(place -> !place.job.paused && place.fit != Fit.NONE)
              .filter(place -> worker.kept == null || worker.places.size() == 1)
              .min(LENT_FIRST)
              .orElse(null);
      if (to == null) {
        return;
      }
      to.lend(1);
      if (hasPlace(to, room)) {
        to.job.nowhere--;
        room--;
      }
    }
  }

  /**
   * Whether a task that waits has a place in a slot that was lent. Else the slot is for one that is
   * there already, or those that wait may not be done there, or the worker holds too much for now.
   */
  boolean hasPlace(Place to, int room) {
    return to.slots + to.lent > to.held && to.fit == Fit.WANTED && room > 0;
  }
}

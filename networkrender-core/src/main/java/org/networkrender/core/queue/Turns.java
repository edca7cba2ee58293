package org.networkrender.core.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Who used slots for how long, among jobs of the same priority that want more slots than there are.
 * The slot that is left over when all have the same number goes round by this.
 *
 * <p>A slot counts in full for who uses it while an equal job that has fewer slots could use it, or
 * was given it. Any other is at nobody's cost: it counts until its user is next to give one away,
 * which is a turn more than who waits, and no further. Otherwise who had a worker for hours that
 * nobody else could use would wait as long, when that is gone, beside equals. Nor does it count for
 * nothing: then who had it all the time would be owed what others had to share.
 */
class Turns {
  /** More time than this between two events is none in which anybody was asked. */
  private static final long LONGEST_STEP = Duration.ofSeconds(1).toNanos();

  private final double turn;

  /**
   * Creates it.
   *
   * @param turn how many slot-seconds one may have used more than another before that has its turn
   */
  Turns(Duration turn) {
    this.turn = turn.toNanos();
  }

  /**
   * Counts what was used since the event before.
   *
   * @param nanos how long ago that was
   * @param now the time of that event
   * @param jobs all of them
   */
  final void pass(long nanos, long now, Collection<QueuedJob> jobs) {
    double counted = Math.max(0, Math.min(nanos, LONGEST_STEP));
    if (counted == 0) {
      return;
    }
    List<QueuedJob> needy = jobs.stream().filter(job -> job.needs(now)).toList();
    Map<QueuedJob, Double> used = new LinkedHashMap<>();
    for (QueuedJob job : jobs) {
      int taken = 0;
      for (Place place : job.places.values()) {
        taken += place.charge == 0 ? 0 : taken(place, now);
      }
      double certain = job.used + taken * counted;
      double all = job.used + job.charge * counted;
      used.put(job, Math.max(certain, Math.min(all, mostOwed(job, needy))));
    }
    used.forEach((job, each) -> job.used = each);
  }

  /** Returns how many slots a job uses at a place that others of its priority would use. */
  int taken(Place place, long now) {
    QueuedJob user = place.job;
    int over = 0;
    for (Place other : place.worker.places.values()) {
      QueuedJob job = other.job;
      if (job != user && job.priority == user.priority) {
        boolean fewer = job.total < user.total || place.worker.kept == place;
        if (fewer && job.wantsMore() && other.wouldUseMore(now)) {
          return place.charge;
        }
        if (other.slots > 0) {
          over = Math.max(0, place.charge - place.slots - place.lent);
        }
      }
    }
    return over;
  }

  /** Returns up to where slots count for a job that nobody else could use. */
  private double mostOwed(QueuedJob user, List<QueuedJob> needy) {
    return needy.stream()
            .filter(job -> job != user && job.priority == user.priority)
            .mapToDouble(job -> job.used)
            .min()
            .orElse(Double.POSITIVE_INFINITY)
        + turn;
  }

  /** Returns whether one has used so much more than another that the other one is next. */
  boolean isOver(QueuedJob user, QueuedJob next) {
    return user.used - next.used > turn;
  }

  /**
   * Jobs of one priority, of which some want more than they have: who wants no more, and has no
   * more than those, is owed nothing; nor is who only begins to want more. Where nobody does,
   * nobody is owed anything.
   *
   * @param jobs all of one priority
   * @param needs who wants more
   */
  void forfeit(Collection<QueuedJob> jobs, Predicate<QueuedJob> needs) {
    List<QueuedJob> needy = jobs.stream().filter(needs).toList();
    if (needy.isEmpty()) {
      jobs.forEach(job -> job.used = 0);
      return;
    }
    int least = needy.stream().mapToInt(job -> job.total).min().orElse(0);
    boolean goesOn = needy.stream().anyMatch(job -> job.needed);
    double floor =
        goesOn
            ? needy.stream().filter(job -> job.needed).mapToDouble(job -> job.used).min().orElse(0)
            : needy.stream().mapToDouble(job -> job.used).max().orElse(0);
    for (QueuedJob job : jobs) {
      boolean begins = needs.test(job) && !job.needed;
      if (begins || (!needs.test(job) && job.total <= least)) {
        job.used = Math.max(job.used, floor);
      }
    }
  }
}

package org.networkrender.core.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Who used slots for how long, among jobs of the same priority that want more slots than there are.
 * The slot that is left over when all have the same number goes round by this.
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

  void pass(long nanos, Collection<QueuedJob> jobs) {
    long counted = Math.max(0, Math.min(nanos, LONGEST_STEP));
    for (QueuedJob job : jobs) {
      job.used += (double) job.charge * counted;
    }
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

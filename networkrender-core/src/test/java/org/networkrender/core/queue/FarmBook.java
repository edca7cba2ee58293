package org.networkrender.core.queue;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.networkrender.core.scheduler.Scheduler;

/** What the client of a simulated farm knows, from messages and effects alone. */
final class FarmBook {
  enum Phase {
    QUEUED,
    REVOKED,
    RUNNING,
    RENDERED
  }

  static final class Attempt {
    final JobEntry job;
    final long number;
    final int task;
    final Link link;
    final boolean suspect;
    Phase phase = Phase.QUEUED;
    boolean verified;

    Attempt(JobEntry job, long number, int task, Link link, boolean suspect) {
      this.suspect = suspect;
      this.job = job;
      this.number = number;
      this.task = task;
      this.link = link;
    }

    /** Whether it takes up room: of a chain also while it is verified, if another step follows. */
    boolean held() {
      return phase != Phase.RENDERED || goesOn();
    }

    boolean goesOn() {
      List<Integer> unit = job.shape.unit(task);
      return unit.stream()
          .skip(unit.indexOf(task) + 1L)
          .anyMatch(later -> !job.accepted.containsKey(later));
    }
  }

  static final class Link {
    final int number;
    final String machine;

    /** The jobs that it has joined. */
    final Set<Integer> joined = new LinkedHashSet<>();

    int slots;
    boolean open = true;

    /** Whether its worker breaks its promises. */
    boolean lies;

    Link(int number, String machine, int slots) {
      this.number = number;
      this.machine = machine;
      this.slots = slots;
    }
  }

  static final class JobEntry {
    final int number;
    final Scheduler scheduler;
    final JobShape shape;
    final Map<Long, Attempt> attempts = new LinkedHashMap<>();

    /** How each task ended, as far as it has. */
    final Map<Integer, Boolean> accepted = new LinkedHashMap<>();

    /** How often an attempt of a task may have been lost while it ran. */
    final Map<Integer, Integer> losses = new LinkedHashMap<>();

    /** The tasks whose files are in their places. */
    final Set<Integer> placed = new LinkedHashSet<>();

    /** What the client has begun itself. */
    final Set<Integer> begun = new LinkedHashSet<>();

    /** Whether its scheduler was told anything. */
    boolean begins;

    int priority;
    boolean paused;

    JobEntry(int number, int priority, Scheduler scheduler, JobShape shape) {
      this.shape = shape;
      this.number = number;
      this.priority = priority;
      this.scheduler = scheduler;
    }

    /** Ends its attempts on a link. Where none is known to run, what was given may have begun. */
    void lose(int link) {
      boolean runs =
          attempts.values().stream()
              .anyMatch(each -> each.link.number == link && each.phase == Phase.RUNNING);
      for (Attempt attempt : List.copyOf(attempts.values())) {
        if (attempt.link.number == link) {
          attempts.remove(attempt.number);
          if (attempt.phase == (runs ? Phase.RUNNING : Phase.QUEUED)) {
            losses.merge(unit(attempt.task), 1, Integer::sum);
          }
        }
      }
    }

    /** Returns what fails and is lost in the place of a task: the first of its chain, or itself. */
    int unit(int task) {
      return shape.unit(task).get(0);
    }

    boolean isOpen(int unit) {
      return !accepted.keySet().containsAll(shape.unit(unit));
    }

    int losses(int task) {
      return losses.getOrDefault(unit(task), 0);
    }

    int waiting() {
      return scheduler.demand().waiting();
    }

    boolean fits(Link link) {
      return scheduler.demand().fits(link.number);
    }

    boolean fitsAlone(Link link) {
      return scheduler.demand().fitsAlone(link.number);
    }
  }

  final Map<Integer, JobEntry> jobs = new LinkedHashMap<>();
  final Map<Integer, Link> links = new LinkedHashMap<>();

  /** What schedulers were told last, by job and link. */
  final Map<Integer, Map<Integer, Share>> shares = new LinkedHashMap<>();

  /** Until when a job is excused for what it leaves idle, by job and link. */
  final Map<Integer, Map<Integer, Long>> leftIdle = new LinkedHashMap<>();

  long now;

  int count(Link link, Predicate<Attempt> which) {
    int count = 0;
    for (JobEntry job : jobs.values()) {
      for (Attempt attempt : job.attempts.values()) {
        count += attempt.link == link && which.test(attempt) ? 1 : 0;
      }
    }
    return count;
  }

  int held(Link link) {
    return count(link, Attempt::held);
  }

  Share share(JobEntry job, Link link) {
    return shares
        .getOrDefault(job.number, Map.of())
        .getOrDefault(link.number, new Share(job.number, link.number, 0, 0, false));
  }

  /** Whether a job left a slot there idle within the last second, or since the tick before. */
  boolean excused(JobEntry job, Link link) {
    return leftIdle.getOrDefault(job.number, Map.of()).getOrDefault(link.number, Long.MIN_VALUE)
        > now;
  }

  /** Whether a job has a task at a worker that is rendered alone. */
  boolean hasSuspect(Link link) {
    return count(link, a -> a.held() && a.suspect) > 0;
  }
}

package org.networkrender.core.scheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.scheduler.AttemptState.Phase;

/**
 * Finds attempts whose workers may never end them, whatever these say, and takes them back where
 * nothing else helps: of a chain, and of a suspect, which have no second attempt; and of what has
 * two already, both like that.
 *
 * <p>An honest renderer that is slow must not be taken for one that has stopped. So an attempt is
 * taken back only for a machine that is idle and has never failed at it, and three times at most;
 * then it goes on for as long as it likes.
 */
final class EndlessAttempts {
  /** So many of the longest rests, two hours by default. */
  private static final int RESTS_WITHOUT_GAIN = 24;

  /** How much longer than everything that was rendered before one may take. */
  private static final int TIMES_THE_LONGEST = 20;

  private static final int MOST_FAILURES = 3;

  private final long patience;
  private final TaskTable tasks;
  private final WorkerTable workers;

  EndlessAttempts(SchedulerSettings settings, TaskTable tasks, WorkerTable workers) {
    this.patience = settings.longestRest().toNanos() * RESTS_WITHOUT_GAIN;
    this.tasks = tasks;
    this.workers = workers;
  }

  /**
   * Returns whether a running attempt has not gained a hundredth for two hours, or takes twenty
   * times as long as the longest before it, and two hours. Whoever tells of gains without end ends
   * at the second; a task of another kind is like none before it.
   */
  boolean mayNeverEnd(AttemptState running, long now) {
    return now - running.gainedAt() >= patience
        || (!tasks.isApart(running.task)
            && workers.longest() > 0
            && now - running.startedAt
                >= Math.max(patience, TIMES_THE_LONGEST * workers.longest()));
  }

  /** Returns the attempts that are to be taken back, each for another machine that is idle. */
  List<AttemptState> overdue(long now) {
    if (workers.idle().isEmpty() || workers.count(Phase.RUNNING) == 0) {
      return List.of();
    }
    List<AttemptState> overdue = new ArrayList<>();
    List<WorkerState> idle = new ArrayList<>(workers.idle());
    for (AttemptState running : workers.attempts()) {
      if (running.phase == Phase.RUNNING && mayNeverEnd(running, now) && isStuck(running, now)) {
        WorkerState other = other(running, idle);
        if (other != null) {
          idle.remove(other);
          overdue.add(running);
        }
      }
    }
    return overdue;
  }

  /** Returns in words why one is taken back. */
  String reason(AttemptState overdue, long now) {
    Duration since = Duration.ofNanos(now - overdue.startedAt);
    return "it has not ended a task in " + since.toMinutes() + " min";
  }

  /**
   * Whether no second attempt can help: there is none, or that is stuck too, and is the younger.
   */
  private boolean isStuck(AttemptState running, long now) {
    TaskHistory history = tasks.history(running.task);
    if (history != null && history.failures() >= MOST_FAILURES) {
      return false;
    }
    if (tasks.chain(running.task) != null || running.suspect) {
      return true;
    }
    Collection<AttemptState> all = tasks.attempts(running.task);
    return all.size() > 1
        && all.stream().allMatch(each -> each.phase == Phase.RUNNING && mayNeverEnd(each, now))
        && all.stream().allMatch(each -> each.number >= running.number);
  }

  private @Nullable WorkerState other(AttemptState running, List<WorkerState> idle) {
    TaskHistory history = tasks.history(running.task);
    for (WorkerState worker : idle) {
      if (!tasks.hasAttemptOn(running.task, worker.machine)
          && (history == null || !history.shunned().contains(worker.machine))
          && (!running.suspect || worker.isEmpty())) {
        return worker;
      }
    }
    return null;
  }
}

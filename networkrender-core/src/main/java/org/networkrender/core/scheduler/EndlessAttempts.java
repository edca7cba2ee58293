package org.networkrender.core.scheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.scheduler.AttemptState.Phase;

/**
 * Finds attempts whose workers may never end them, whatever these say, and takes them back where
 * nothing else helps: of a chain, and of a suspect, which have no second attempt; of anything where
 * the settings want none; and of what has two already, both like that.
 *
 * <p>An honest renderer that is slow must not be taken for one that has stopped. So an attempt is
 * taken back only for a machine that is idle, and that has never failed at it. Where there is none
 * such, or three attempts have failed, it is taken back for one that has failed at it, but only
 * after a much longer time without any gain. Where no other machine could try it at all, it goes on
 * for as long as it likes.
 */
final class EndlessAttempts {
  /** So many of the longest rests, two hours by default. */
  private static final int RESTS_WITHOUT_GAIN = 24;

  /** How much longer than everything that was rendered before one may take. */
  private static final int TIMES_THE_LONGEST = 20;

  private static final int MOST_FAILURES = 3;

  /** How often the time without gain is doubled at most for a machine that has failed at it. */
  private static final int MOST_DOUBLINGS = 3;

  private final long patience;
  private final boolean secondAttempts;
  private final TaskTable tasks;
  private final WorkerTable workers;

  EndlessAttempts(SchedulerSettings settings, TaskTable tasks, WorkerTable workers) {
    this.patience = settings.longestRest().toNanos() * RESTS_WITHOUT_GAIN;
    this.secondAttempts = settings.secondAttempts();
    this.tasks = tasks;
    this.workers = workers;
  }

  /**
   * Returns whether a running attempt has not gained a hundredth for two hours, or takes twenty
   * times as long as the longest before it, and two hours. Whoever tells of gains without end ends
   * at the second; a task of another kind is like none before it.
   */
  boolean mayNeverEnd(AttemptState running, long awakeTime) {
    return running.withoutGain(awakeTime) >= patience
        || (!tasks.isApart(running.task)
            && workers.longest() > 0
            && running.ran(awakeTime) >= Math.max(patience, TIMES_THE_LONGEST * workers.longest()));
  }

  /** Returns the attempts that are to be taken back, each for another machine that is idle. */
  List<AttemptState> overdue(long awakeTime) {
    if (workers.idle().isEmpty() || workers.count(Phase.RUNNING) == 0) {
      return List.of();
    }
    List<AttemptState> overdue = new ArrayList<>();
    List<WorkerState> idle = new ArrayList<>(workers.idle());
    for (AttemptState running : workers.attempts()) {
      if (running.phase == Phase.RUNNING && mayNeverEnd(running, awakeTime)) {
        WorkerState other = other(running, idle, awakeTime);
        if (other != null) {
          idle.remove(other);
          overdue.add(running);
        }
      }
    }
    return overdue;
  }

  /** Returns in words why one is taken back. */
  String reason(AttemptState overdue, long awakeTime) {
    Duration since = Duration.ofNanos(overdue.ran(awakeTime));
    return "it has not ended a task in " + since.toMinutes() + " min";
  }

  private @Nullable WorkerState other(
      AttemptState running, List<WorkerState> idle, long awakeTime) {
    TaskHistory history = tasks.history(running.task);
    int failures = history == null ? 0 : history.failures();
    Shunned shunned = history == null ? Shunned.NOBODY : history.shunned();
    WorkerState untried = first(running, idle, worker -> !shunned.contains(worker.machine));
    if (untried != null && failures < MOST_FAILURES) {
      return isWithoutSecond(running, awakeTime) ? untried : null;
    }
    if (!isOldestOf(running, each -> standsStill(each, failures, awakeTime))) {
      return null;
    }
    return untried != null
        ? untried
        : first(running, idle, worker -> !shunned.refused().contains(worker.machine));
  }

  /** Whether no second attempt can help: it can have none, or has one that is stuck too. */
  private boolean isWithoutSecond(AttemptState running, long awakeTime) {
    return !secondAttempts
        || tasks.chain(running.task) != null
        || running.suspect
        || (tasks.attempts(running.task).size() > 1
            && isOldestOf(running, each -> mayNeverEnd(each, awakeTime)));
  }

  /** Whether all attempts of its task run and are like that, and it is the oldest. */
  private boolean isOldestOf(AttemptState running, Predicate<AttemptState> like) {
    return tasks.attempts(running.task).stream()
        .allMatch(
            each ->
                each.phase == Phase.RUNNING && each.number >= running.number && like.test(each));
  }

  /** Whether it has not gained a hundredth for four hours, or longer where much has failed. */
  private boolean standsStill(AttemptState running, int failures, long awakeTime) {
    int doublings = Math.max(1, Math.min(MOST_DOUBLINGS, failures - 1));
    return running.withoutGain(awakeTime) >= patience << doublings;
  }

  private @Nullable WorkerState first(
      AttemptState running, List<WorkerState> idle, Predicate<WorkerState> fits) {
    for (WorkerState worker : idle) {
      if (!tasks.hasAttemptOn(running.task, worker.machine)
          && fits.test(worker)
          && (!running.suspect || worker.isEmpty())) {
        return worker;
      }
    }
    return null;
  }
}

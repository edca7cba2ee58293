package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.scheduler.AttemptState.Phase;
import org.networkrender.core.scheduler.WorkerState.Room;

/**
 * At the end of a job, gives slots that would stay idle a second attempt of what is expected to end
 * last, where that is expected to help, and of what has said nothing for long, whatever is
 * expected: its worker may never end it. Whichever is verified first counts. Of a chain nothing has
 * a second one: that would need the session that only the first has.
 */
final class SecondAttempts {
  /** How many of the busy machines are asked whether they will soon do better. */
  private static final int MOST_SOON = 16;

  /** A task of another kind is tried elsewhere after this part of one, a minute by default. */
  private static final int PARTS_OF_SILENCE = 5;

  /**
   * It is tried elsewhere after so many of them, ten minutes by default, whatever is said of it.
   */
  private static final int RESTS_APART = 2;

  /**
   * For how long a task of another kind may say nothing new until it is tried elsewhere as well:
   * often all others wait for it, so slots are idle that have nothing better to do.
   */
  private final long silenceApart;

  /** For how long it may go on, whatever it says. */
  private final long longestApart;

  private final EventClock clock;
  private final EndlessAttempts endless;

  private final TaskTable tasks;
  private final WorkerTable workers;
  private final Dispatcher dispatcher;
  private final TailEstimate estimate;

  SecondAttempts(
      SchedulerSettings settings,
      EventClock clock,
      TaskTable tasks,
      WorkerTable workers,
      Dispatcher dispatcher,
      TailEstimate estimate,
      EndlessAttempts endless) {
    this.silenceApart = settings.longestRest().toNanos() / PARTS_OF_SILENCE;
    this.longestApart = settings.longestRest().toNanos() * RESTS_APART;
    this.clock = clock;
    this.endless = endless;
    this.tasks = tasks;
    this.workers = workers;
    this.dispatcher = dispatcher;
    this.estimate = estimate;
  }

  /** To be called when waiting tasks have been assigned, a few times a second. */
  void start(List<Effect> effects) {
    long now = clock.now();
    if (workers.idle().isEmpty() || workers.count(Phase.RUNNING) == 0) {
      return;
    }
    List<AttemptState> running = new ArrayList<>();
    List<AttemptState> unstarted = new ArrayList<>();
    for (AttemptState attempt : workers.attempts()) {
      boolean single = !tasks.isSuspect(attempt.task) && !tasks.hasOther(attempt);
      if (attempt.phase != Phase.RENDERED && single && attempt.step == 0) {
        if (attempt.phase != Phase.RUNNING) {
          unstarted.add(attempt);
        } else if (tasks.chain(attempt.task) == null && (hasGround(attempt) || isSilent(attempt))) {
          running.add(attempt);
        }
      }
    }
    if (running.isEmpty()) {
      return;
    }
    List<WorkerState> idle = withNothingBetter(unstarted);
    List<WorkerState> idleForParts = new ArrayList<>(idle);
    idle.sort(Comparator.comparingDouble(worker -> estimate.pace(worker.machine)));
    idleForParts.sort(Comparator.comparingDouble(worker -> estimate.known(worker.machine)));
    running.sort(
        Comparator.<AttemptState>comparingDouble(attempt -> -estimate.end(attempt, now))
            .thenComparingLong(attempt -> attempt.number));
    List<Soon> soon = anyPart(running) ? soon(now) : List.of();
    for (AttemptState attempt : running) {
      WorkerState fastest = fastest(attempt.parts > 1 ? idleForParts : idle, attempt);
      if (fastest != null && (isSilent(attempt) || helps(attempt, fastest, soon, now))) {
        dispatcher.assign(attempt.task, fastest, 0, now, effects);
        if (fastest.room != Room.IDLE) {
          idle.remove(fastest);
          idleForParts.remove(fastest);
        }
      }
    }
  }

  private boolean hasGround(AttemptState attempt) {
    return estimate.hasGround(attempt) && !tasks.isApart(attempt.task);
  }

  private boolean isSilent(AttemptState attempt) {
    if (!tasks.isApart(attempt.task)) {
      return endless.mayNeverEnd(attempt, clock.awakeTime());
    }
    return attempt.ran(clock.awakeTime()) >= longestApart
        || attempt.silent(clock.awakeTime()) >= silenceApart;
  }

  private boolean helps(AttemptState attempt, WorkerState idle, List<Soon> soon, long now) {
    return estimate.helps(attempt, idle.machine, now)
        && (attempt.parts == 1 || !isBetterSoon(attempt, idle, soon, now));
  }

  /** A worker that is busy, and when it will not be. */
  private record Soon(WorkerState worker, double free) {}

  private static boolean anyPart(List<AttemptState> running) {
    return running.stream().anyMatch(attempt -> attempt.parts > 1);
  }

  /** Returns the fastest of the busy workers. */
  private List<Soon> soon(long now) {
    List<Soon> soon = new ArrayList<>();
    for (WorkerState worker : workers.all()) {
      boolean busy = worker.usable() && !worker.full && worker.room != Room.IDLE;
      if (busy && worker.machine.known() > 0) {
        double free = Double.MAX_VALUE;
        for (AttemptState attempt : worker.attempts) {
          if (attempt.phase == Phase.RUNNING) {
            free = Math.min(free, estimate.end(attempt, now));
          }
        }
        soon.add(new Soon(worker, free));
      }
    }
    soon.sort(Comparator.comparingDouble(each -> each.worker.machine.known()));
    return soon.subList(0, Math.min(MOST_SOON, soon.size()));
  }

  /** Returns whether a busy worker would end a part earlier than an idle one that begins now. */
  private boolean isBetterSoon(AttemptState part, WorkerState idle, List<Soon> soon, long now) {
    double nanos = estimate.secondNanos(part, idle.machine);
    for (Soon each : soon) {
      double end = each.free + nanos * each.worker.machine.known() / idle.machine.known();
      if (each.worker.machine != part.worker.machine && end < now + 0.9 * nanos) {
        return true;
      }
    }
    return false;
  }

  /** Returns the idle workers that could not have a task instead that nobody has started. */
  private List<WorkerState> withNothingBetter(List<AttemptState> unstarted) {
    List<WorkerState> idle = new ArrayList<>();
    for (WorkerState worker : workers.idle()) {
      boolean better = worker.machine.spared && tasks.anyPlainPartWaits();
      for (AttemptState attempt : unstarted) {
        better |= attempt.worker != worker && allows(attempt, worker);
        if (better) {
          break;
        }
      }
      if (!better) {
        idle.add(worker);
      }
    }
    return idle;
  }

  /** Returns the first of the workers that has neither failed at a task nor an attempt of it. */
  private @Nullable WorkerState fastest(List<WorkerState> idle, AttemptState running) {
    TaskHistory history = tasks.history(running.task);
    for (WorkerState worker : idle) {
      if (!tasks.hasAttemptOn(running.task, worker.machine)
          && (history == null || !history.shunned().contains(worker.machine))) {
        return worker;
      }
    }
    return null;
  }

  private boolean allows(AttemptState attempt, WorkerState worker) {
    return tasks.allows(attempt.task, worker.machine, workers.offeringMachines());
  }
}

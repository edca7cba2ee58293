package org.networkrender.core.scheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.scheduler.AttemptState.Phase;

/** Carries out what {@link Judgement} says of failures: tasks pause, machines rest. */
final class Consequences {
  private final SchedulerSettings settings;
  private final TaskTable tasks;
  private final WorkerTable workers;

  private final EventClock clock;
  private final Openings openings;
  private final OwnNetwork network;

  /** The rests that began in the present event, and why. */
  private final Map<MachineRecord, String> rests = new LinkedHashMap<>();

  /** Why all tasks end whose sessions nobody can open; null while that is not so. */
  private @Nullable String unopened;

  /** The tasks that were to pause, some of which have ended or been tried since. */
  private final Set<Integer> pausing = new HashSet<>();

  /**
   * Since when nobody is there who could do what waits, on the clock of the leases; null while that
   * is not so.
   */
  private @Nullable Long refusedSince;

  Consequences(
      SchedulerSettings settings,
      EventClock clock,
      TaskTable tasks,
      WorkerTable workers,
      Openings openings) {
    this.settings = settings;
    this.openings = openings;
    this.clock = clock;
    this.tasks = tasks;
    this.workers = workers;
    this.network = new OwnNetwork(settings, tasks, workers);
  }

  /**
   * An attempt is lost because its link ends; returns whether that costs its task nothing, because
   * the network of this client broke.
   */
  boolean forgives(AttemptState lost, long now) {
    return network.forgives(lost, now, clock.leaseTime());
  }

  /**
   * Judges the failure of an attempt that has been ended already. The task is left as it is.
   *
   * @return why the task is to be given up, in words, or null if it goes on
   */
  @Nullable String judge(AttemptState attempt, Failure failure, long now) {
    MachineRecord machine = attempt.worker.machine;
    TaskHistory before = tasks.history(attempt.task);
    TaskHistory history = TaskHistory.after(before, machine, failure, clock.leaseTime());
    rest(machine, failure, now);
    judgeOpening(attempt, failure, now);
    Judgement judgement = judgementOf(history);
    if (judgement.givesUp()) {
      history = history.asSpent();
      judgement = judgementOf(history);
    }
    // A second attempt must never cost a task that the first would have rendered, nor do parts.
    boolean goesOn = tasks.isCovered(attempt.task) || !tasks.attempts(attempt.task).isEmpty();
    if (judgement.givesUp() && !goesOn) {
      return history.inWords();
    }
    long retryAt = now + judgement.taskPauses().toNanos();
    TaskHistory noted = history.retryingAt(Math.max(history.retryAt(), retryAt));
    tasks.remember(attempt.task, noted);
    pausing.add(attempt.task);
    if (failure.kind() == FailureKind.LOST) {
      network.blamed(attempt.task, before, noted, now);
    }
    return null;
  }

  /** What fails for all tasks alike is judged for all together. */
  private void judgeOpening(AttemptState attempt, Failure failure, long now) {
    if (failure.kind().counts() && failure.stage() == FailureStage.RENDERING) {
      openings.opened();
    }
    TaskHistory history = openings.after(attempt, failure, clock);
    if (history != null) {
      judgeOpening(history, failure, now);
    }
    // The failure that was one too many may have come while others tried; theirs are no news then.
    TaskHistory spent = failure.stage() == FailureStage.OPENING ? openings.spent() : null;
    boolean othersTry = workers.count(Phase.RUNNING) + workers.count(Phase.RENDERED) > 0;
    if (spent != null && !othersTry) {
      unopened = "no session could be opened: " + spent.inWords();
    }
  }

  private void judgeOpening(TaskHistory history, Failure failure, long now) {
    Judgement judgement = judgementOf(history);
    long retryAt = now + judgement.taskPauses().toNanos();
    openings.remember(
        history.retryingAt(Math.max(history.retryAt(), retryAt)), judgement.givesUp());
    for (MachineRecord unable : openings.machines()) {
      if (openings.holds(unable, now) && isUpBefore(unable)) {
        workers.rest(unable, openings.retryAt());
        rests.putIfAbsent(unable, failure.cause());
      }
    }
  }

  private boolean isUpBefore(MachineRecord machine) {
    return !machine.resting || machine.restUntil < openings.retryAt();
  }

  /** Returns why all tasks are to end that need a session; says so once. */
  @Nullable String unopened() {
    String cause = unopened;
    unopened = null;
    return cause;
  }

  private Judgement judgementOf(TaskHistory history) {
    long leaseTime = clock.leaseTime();
    Others others = Others.of(history, workers, leaseTime, settings.othersWithin());
    return Judgement.of(history.facts(others, leaseTime), settings);
  }

  /**
   * A task was rendered: a success forgives, and who called the scene broken was wrong.
   *
   * @param all whether nothing of it is left; of a chain one step is no proof of another
   */
  void succeeded(AttemptState attempt, boolean all, long now) {
    MachineRecord renderer = attempt.worker.machine;
    renderer.strikes = 0;
    renderer.able = true;
    openings.opened();
    TaskHistory history = all ? tasks.history(attempt.task) : null;
    if (history != null) {
      for (MachineRecord machine : history.machines(FailureKind.SCENE)) {
        if (machine != renderer) {
          String reason = "it failed at what " + renderer.name + " rendered: " + history.cause();
          rest(machine, Failure.outside(FailureKind.WORKER, reason), now);
        }
      }
    }
  }

  /** Lets a machine rest unless it does: several slots that fail at once are one failure of it. */
  private void rest(MachineRecord machine, Failure failure, long now) {
    Duration rest = Judgement.restOf(failure.kind(), failure.stage(), machine.strikes, settings);
    if (!rest.isZero() && !machine.resting) {
      machine.strikes++;
      workers.rest(machine, now + rest.toNanos());
      rests.put(machine, failure.cause());
    }
  }

  /**
   * Says which machines rest since this event, except one that was woken at once because no other
   * could go on.
   *
   * @return those that rest now
   */
  List<MachineRecord> announceRests(long now, List<Effect> effects) {
    boolean standsStill = workers.usableMachines() == 0 && workers.count(Phase.RUNNING) == 0;
    MachineRecord woken = standsStill ? workers.wakeOne(now, each -> hasWork(each, now)) : null;
    List<MachineRecord> resting = new ArrayList<>();
    rests.forEach(
        (machine, reason) -> {
          if (machine.resting) {
            effects.add(new Effect.Rest(machine.name, machine.restUntil, reason));
            resting.add(machine);
          }
        });
    if (woken != null && !rests.containsKey(woken)) {
      announceWaking(woken, now, effects);
    }
    rests.clear();
    return resting;
  }

  /**
   * Ends the rest of a machine when no other could take what waits, although some are usable.
   *
   * @return whether there is one
   */
  boolean wakeForWhatNobodyTakes(long now, List<Effect> effects) {
    if (!nothingGoesOn() || workers.anyWithheld()) {
      return false;
    }
    MachineRecord woken = workers.wakeOne(now, each -> mayGoOn(each, now));
    if (woken != null) {
      announceWaking(woken, now, effects);
    }
    return woken != null;
  }

  /** Returns the tasks to be given up because everybody has refused them for a while. */
  List<Integer> refusedForGood() {
    List<MachineRecord> there =
        nothingGoesOn() && !workers.anyWithheld() ? workers.offering() : List.of();
    List<Integer> refused = there.isEmpty() ? List.of() : tasks.refusedByAll(there);
    if (refused.isEmpty()) {
      refusedSince = null;
    } else if (refusedSince == null) {
      refusedSince = clock.leaseTime();
    } else if (clock.leaseTime() - refusedSince >= settings.othersWithin().toNanos()) {
      refusedSince = null;
      return refused;
    }
    return List.of();
  }

  /** Returns in words why a task is given up that everybody has refused. */
  String refusal(int task) {
    TaskHistory history = tasks.history(task);
    return history == null ? "no machine can do it" : history.inWords();
  }

  /** Returns what is waited for while no attempt is live: the pause that ends first, or others. */
  Optional<Wait> awaited(long now) {
    pausing.removeIf(task -> retryAt(task) <= now);
    if (!workers.attempts().isEmpty()) {
      return Optional.empty();
    }
    if (openings.awaited(now).isPresent()) {
      return openings.awaited(now);
    }
    Optional<Wait> pause =
        pausing.stream()
            .map(task -> new Wait(task, retryAt(task)))
            .min(Comparator.comparingLong(Wait::until).thenComparingInt(Wait::task));
    Long since = refusedSince;
    return pause.isPresent() || since == null
        ? pause
        : Optional.of(
            new Wait(
                Wait.NO_TASK, now + since + settings.othersWithin().toNanos() - clock.leaseTime()));
  }

  private long retryAt(int task) {
    TaskHistory history = tasks.history(task);
    return history == null ? Long.MIN_VALUE : history.retryAt();
  }

  private boolean nothingGoesOn() {
    return workers.attemptsHeld() == 0
        && (tasks.anyWaiting() || tasks.anySuspectWaits())
        && !workers.anyFull(this::anyFor);
  }

  private boolean mayGoOn(MachineRecord machine, long now) {
    return !openings.holds(machine, now) && anyFor(machine);
  }

  private boolean anyFor(MachineRecord machine) {
    return tasks.anyFor(machine, workers.offeringMachines());
  }

  private boolean hasWork(MachineRecord machine, long now) {
    boolean queued = machine.links.stream().anyMatch(link -> !link.queue.isEmpty());
    return !openings.holds(machine, now) && (queued || anyFor(machine));
  }

  private static void announceWaking(MachineRecord machine, long now, List<Effect> effects) {
    effects.add(new Effect.Rest(machine.name, now, "no other machine could go on"));
  }
}

package org.networkrender.core.scheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.core.scheduler.AttemptState.Phase;

/**
 * Decides which worker renders what: a pure state machine for one job. Events go in, effects come
 * out; it has no thread, clock, socket, file or random source, so a whole farm runs in a test in
 * milliseconds and every run can be repeated.
 *
 * <p>Not safe for use by several threads at once: one thread owns it.
 */
/*
 * How it works
 *
 * Rests that are over end; the event is taken note of; then everything is settled: what must be
 * asked back is revoked, idle slots get waiting tasks, then queues do, then idle slots that got
 * nothing ask for what others have queued. Settling always looks at the whole state and not at what
 * the event changed, so there is no path on which a task is forgotten. That is cheap because the
 * questions are answered by indexes (WorkerTable, TaskTable) and the usual answer is "nothing".
 *
 * The laws, and why they hold
 *
 * 1. A task is in exactly one state: held, waiting (fresh, or in a queue), live (it has attempts), or
 *    ended. The only way from held to waiting is release, which clears the mark that it asks for; the
 *    only ways out of live are accept, give up, and requeue, and each attempt that ends takes one.
 *    Withdrawing is giving up from any of them. The job ends when no task is left that has not, so a
 *    held one keeps it open until it is released or withdrawn.
 * 2. Attempts live in a map by number. Accepting one ends all attempts of its task; an ended attempt
 *    is not in the map, so whatever comes about it later is ignored.
 * 3. A worker never holds more than two attempts a slot, and which of them start is its decision. A
 *    task is assigned only when it has no live attempt, or (SecondAttempts) one, on another machine.
 * 4. A machine is usable when one of its links offers slots and it does not rest. A task goes to a
 *    usable machine on which it has not failed; where it has failed on all usable machines, to any.
 *    So each waiting task has a usable machine that may take it, if there is any at all, and that
 *    machine either has room and gets it, or holds other attempts: the job does not stand still. If
 *    no machine is usable and nothing is being rendered, the rest that would end first is ended.
 *    What a machine holds and does not start is taken back when another slot is idle: at once if it
 *    is more than the machine has slots for, after some patience otherwise (it may fetch the scene's
 *    files, or serve another client). What it holds and cannot answer for is lost by its lease.
 *    A held task is not a waiting one: no slot and no rest is disturbed for it.
 * 5. Failures are kept by task and by machine, and only rests reach from one to the other.
 *
 * What is next
 *
 * A machine with room gets, of the tasks that did not fail on it: one that prefers it; the first in
 * the order that was given; one that waits again or was released; a fresh one. A preference decides
 * between slots that are idle at the same moment, and then between queues, but nothing waits for it:
 * tasks go to the machines that they prefer before the others are asked, and then to any.
 *
 * The tail
 *
 * A slot that is idle when all this is settled has nothing that it could start. When time passes, it
 * gets a second attempt of the running task that is expected to end last, if the second is expected
 * to end clearly earlier (TailEstimate). Accepting one cancels the other; the failure or loss of one
 * is the end of that attempt and not of the task, so a second attempt can never cost a frame. It is
 * not taken back for another slot either: whether it helps there is a new question.
 */
public class Scheduler {
  private final SchedulerSettings settings;
  private final TaskTable tasks;
  private final WorkerTable workers;
  private final Dispatcher dispatcher;
  private final SecondAttempts secondAttempts;
  private final List<Effect> effects = new ArrayList<>();
  private final Set<WorkerState> toTrim = new LinkedHashSet<>();
  private final Map<MachineRecord, String> rests = new LinkedHashMap<>();
  private final EventClock clock;
  private boolean done;

  /**
   * Creates the scheduler of one job.
   *
   * @param settings how patient it is
   * @param tasks how many tasks the job has, 0 or more; they are numbered from 0 and started in
   *     this order
   */
  public Scheduler(SchedulerSettings settings, int tasks) {
    this(settings, tasks, 0);
  }

  /**
   * Creates the scheduler of a job some of whose tasks are held: they do not wait for a worker
   * until {@link SchedulerEvent.Released}. The job is done when these too have ended.
   *
   * @param settings how patient it is
   * @param tasks how many tasks may be started at once, 0 or more; they are numbered from 0 and
   *     started in this order
   * @param held how many are held, 0 or more; they are numbered from {@code tasks} on
   */
  public Scheduler(SchedulerSettings settings, int tasks, int held) {
    this(settings, new TaskTable(tasks, held), new WorkerTable());
  }

  private Scheduler(SchedulerSettings settings, TaskTable tasks, WorkerTable workers) {
    this(settings, tasks, workers, new TailEstimate(workers));
  }

  /** Creates one over tables that a test has broken. */
  Scheduler(
      SchedulerSettings settings, TaskTable tasks, WorkerTable workers, TailEstimate estimate) {
    this.settings = settings;
    this.clock = new EventClock(settings.silence());
    this.tasks = tasks;
    this.workers = workers;
    this.dispatcher = new Dispatcher(settings, tasks, workers);
    this.secondAttempts = new SecondAttempts(tasks, workers, dispatcher, estimate);
  }

  /**
   * Takes note of an event and returns what is to be done, in this order. A job of no tasks is done
   * at its first event. Once the job is done, events are ignored.
   */
  public final List<Effect> handle(SchedulerEvent event) {
    if (done) {
      return List.of();
    }
    clock.advance(event.now());
    if (event instanceof SchedulerEvent.Cancelled) {
      workers.attempts().forEach(this::cancel);
      finishJob();
    } else {
      workers.endRests(clock.now());
      note(event);
      settle(event instanceof SchedulerEvent.TimePassed);
    }
    List<Effect> result = List.copyOf(effects);
    effects.clear();
    return result;
  }

  private void note(SchedulerEvent event) {
    if (event instanceof SchedulerEvent.WorkerJoined joined) {
      if (workers.worker(joined.worker()) == null) {
        workers.join(joined.worker(), joined.machine(), joined.slots(), clock.leaseTime());
      }
    } else if (event instanceof SchedulerEvent.SlotsOffered offered) {
      WorkerState worker = workers.worker(offered.worker());
      if (worker != null) {
        workers.heard(worker, clock.leaseTime());
        workers.offer(worker, offered.slots());
        toTrim.add(worker);
      }
    } else if (event instanceof SchedulerEvent.WorkerLeft left) {
      WorkerState worker = workers.worker(left.worker());
      if (worker != null) {
        lose(worker);
      }
    } else if (event instanceof SchedulerEvent.Heard heard) {
      WorkerState worker = workers.worker(heard.worker());
      if (worker != null) {
        workers.heard(worker, clock.leaseTime());
      }
    } else if (event instanceof SchedulerEvent.TimePassed) {
      dropSilent();
    } else if (event instanceof SchedulerEvent.Reordered reordered) {
      tasks.reorder(reordered.tasks());
    } else if (event instanceof SchedulerEvent.Released released) {
      release(released.task(), released.machine());
    } else if (event instanceof SchedulerEvent.Withdrawn withdrawn) {
      withdraw(withdrawn.task(), withdrawn.cause());
    } else {
      noteOfAttempt(event);
    }
  }

  private void noteOfAttempt(SchedulerEvent event) {
    if (event instanceof SchedulerEvent.Started e) {
      ofWorker(e.attempt(), this::start);
    } else if (event instanceof SchedulerEvent.Progressed e) {
      ofWorker(e.attempt(), attempt -> progress(attempt, e.fraction()));
    } else if (event instanceof SchedulerEvent.Rendered e) {
      ofWorker(e.attempt(), this::rendered);
    } else if (event instanceof SchedulerEvent.Returned e) {
      ofWorker(e.attempt(), this::returned);
    } else if (event instanceof SchedulerEvent.Verified e) {
      ifLive(e.attempt(), this::accept);
    } else if (event instanceof SchedulerEvent.Failed e) {
      ifLive(e.attempt(), attempt -> fail(attempt, e.kind(), e.cause()));
    }
  }

  private void release(int task, @Nullable String machine) {
    if (tasks.isHeld(task)) {
      tasks.release(task, machine == null ? null : workers.machine(machine));
    }
  }

  private void withdraw(int task, String cause) {
    if (tasks.isOpen(task)) {
      tasks.withdraw(task);
      effects.add(new Effect.GiveUp(task, cause));
      finish(task);
    }
  }

  private void ifLive(long number, Consumer<AttemptState> action) {
    AttemptState attempt = workers.attempt(number);
    if (attempt != null) {
      action.accept(attempt);
    }
  }

  private void ofWorker(long number, Consumer<AttemptState> action) {
    ifLive(
        number,
        attempt -> {
          workers.heard(attempt.worker, clock.leaseTime());
          action.accept(attempt);
        });
  }

  private void start(AttemptState attempt) {
    if (attempt.phase == Phase.QUEUED || attempt.phase == Phase.REVOKED) {
      attempt.startedAt = clock.now();
      workers.move(attempt, Phase.RUNNING);
    }
  }

  private void progress(AttemptState attempt, double fraction) {
    start(attempt);
    if (fraction > attempt.fraction && fraction <= 1) {
      attempt.fraction = fraction;
      attempt.progressedAt = clock.now();
    }
  }

  private void rendered(AttemptState attempt) {
    if (attempt.phase == Phase.RUNNING) {
      workers.rendered(attempt, Math.max(1, clock.now() - attempt.startedAt));
    }
    if (attempt.phase != Phase.RENDERED) {
      workers.move(attempt, Phase.RENDERED);
    }
  }

  private void returned(AttemptState attempt) {
    boolean asked = attempt.phase == Phase.REVOKED || attempt.worker.slots == 0;
    if (!asked) {
      fail(attempt, ErrorKind.WORKER, "the worker gave the task back unasked");
      return;
    }
    end(attempt);
    if (!dispatcher.assignElsewhere(attempt, clock.now(), effects)) {
      tasks.requeue(attempt.task);
    }
  }

  private void accept(AttemptState attempt) {
    effects.add(new Effect.Accept(attempt.task, attempt.number, attempt.worker.number));
    end(attempt);
    attempt.worker.machine.strikes = 0;
    TaskHistory history = tasks.history(attempt.task);
    if (history != null) {
      for (MachineRecord machine : history.blamers()) {
        if (machine != attempt.worker.machine) {
          rest(
              machine,
              ErrorKind.WORKER,
              "it failed at what " + attempt.worker.machine.name + " rendered: " + history.cause());
        }
      }
    }
    finish(attempt.task);
  }

  private void fail(AttemptState attempt, ErrorKind kind, String cause) {
    MachineRecord machine = attempt.worker.machine;
    TaskHistory history = TaskHistory.after(tasks.history(attempt.task), machine, kind, cause);
    end(attempt);
    rest(machine, kind, cause);
    boolean otherUsable = !TaskTable.failedEverywhere(history.machines(), workers.usableMachines());
    // A second attempt must never cost a task that the first would have rendered.
    boolean lastOne = tasks.attempts(attempt.task).isEmpty();
    if (lastOne && Judgement.givesUp(history, otherUsable, settings)) {
      effects.add(new Effect.GiveUp(attempt.task, history.inWords()));
      finish(attempt.task);
    } else {
      tasks.remember(attempt.task, history);
      tasks.requeue(attempt.task);
    }
  }

  /** Lets a machine rest unless it does: several slots that fail at once are one failure of it. */
  private void rest(MachineRecord machine, ErrorKind kind, String reason) {
    Duration rest = Judgement.restOf(kind, machine.strikes, settings);
    if (!rest.isZero() && !machine.resting) {
      machine.strikes++;
      workers.rest(machine, clock.now() + rest.toNanos());
      rests.put(machine, reason);
    }
  }

  private void lose(WorkerState worker) {
    for (AttemptState attempt : List.copyOf(worker.attempts)) {
      end(attempt);
      tasks.requeue(attempt.task);
    }
    workers.leave(worker);
  }

  private void dropSilent() {
    long since = clock.leaseTime() - settings.silence().toNanos();
    for (WorkerState worker = workers.silentSince(since);
        worker != null;
        worker = workers.silentSince(since)) {
      lose(worker);
      effects.add(
          new Effect.Drop(
              worker.number,
              "nothing was heard of it for " + settings.silence().toSeconds() + " s"));
    }
  }

  private void end(AttemptState attempt) {
    tasks.end(attempt);
    workers.end(attempt);
  }

  /** Ends a task; what other attempts of it are live is not needed any more. */
  private void finish(int task) {
    tasks.attempts(task).forEach(this::cancel);
    tasks.finish(task);
  }

  private void cancel(AttemptState attempt) {
    end(attempt);
    effects.add(new Effect.Cancel(attempt.number, attempt.worker.number));
  }

  private void settle(boolean timePassed) {
    MachineRecord woken = wakeIfStandingStill();
    rests.forEach(this::announceRest);
    if (woken != null && !rests.containsKey(woken)) {
      effects.add(new Effect.Rest(woken.name, clock.now(), "no other machine could go on"));
    }
    rests.clear();
    toTrim.forEach(worker -> dispatcher.trim(worker, effects));
    toTrim.clear();
    dispatcher.assignWaiting(clock.now(), effects);
    dispatcher.revokeForIdle(effects);
    if (timePassed) {
      dispatcher.revokeOverdue(clock.now(), effects);
      if (settings.secondAttempts()) {
        secondAttempts.start(clock.now(), effects);
      }
    }
    if (tasks.allEnded()) {
      finishJob();
    }
  }

  private @Nullable MachineRecord wakeIfStandingStill() {
    boolean standsStill =
        workers.usableMachines() == 0
            && workers.count(Phase.RUNNING) == 0
            && (tasks.anyWaiting() || workers.count(Phase.QUEUED) > 0);
    return standsStill ? workers.wakeOne(clock.now()) : null;
  }

  /** Says that a machine rests, unless it was woken at once, and takes its queue back. */
  private void announceRest(MachineRecord machine, String reason) {
    if (machine.resting) {
      effects.add(new Effect.Rest(machine.name, machine.restUntil, reason));
      toTrim.addAll(machine.links);
    }
  }

  private void finishJob() {
    done = true;
    effects.add(new Effect.Done());
  }
}

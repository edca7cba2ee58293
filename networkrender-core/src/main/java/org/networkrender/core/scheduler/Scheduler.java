package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
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
 *    A held task is not a waiting one: no slot and no rest is disturbed for it. A part may wait
 *    while a slow machine is idle: that is spared it (SparedMachines) only while others get parts.
 *    So may a suspect (SuspectPlaces), only while another machine is at work that may have it.
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
 * not taken back for another slot either: whether it helps there is a new question. Before that it
 * is asked whether the last tasks are better cut into parts (TailCuts): a task in law 1 then also
 * ends as obsolete, and one whose parts do it in its place is covered, which is neither live nor
 * waiting; it gets back from there when a part is given up.
 */
public class Scheduler {
  /** How many silences a worker may take to answer: over a slow link an answer queues for long. */
  private static final int SILENCES_OF_THE_DEAF = 12;

  private final SchedulerSettings settings;
  private final TaskTable tasks;
  private final WorkerTable workers;
  private final Dispatcher dispatcher;
  private final SecondAttempts secondAttempts;
  private final TailCuts cuts;
  private final List<Effect> effects = new ArrayList<>();
  private final Set<WorkerState> toTrim = new LinkedHashSet<>();
  private final Consequences consequences;
  private final EventClock clock;
  private final Demand demand;
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
    this(settings, tasks, held, TailRules.none());
  }

  /**
   * Creates the scheduler of a job whose last tasks may be cut into parts: {@link Effect.Cut}.
   *
   * @param settings how patient it is
   * @param tasks how many tasks may be started at once, 0 or more
   * @param held how many are held, 0 or more
   * @param rules what may be cut
   */
  public Scheduler(SchedulerSettings settings, int tasks, int held, TailRules rules) {
    this(settings, new TaskTable(tasks, held), new WorkerTable(), TailEstimate::new, rules);
  }

  /** Creates one over tables that a test has broken. */
  Scheduler(
      SchedulerSettings settings,
      TaskTable tasks,
      WorkerTable workers,
      Function<WorkerTable, TailEstimate> estimates,
      TailRules rules) {
    this.settings = settings;
    this.clock = new EventClock(settings.silence());
    this.tasks = tasks;
    this.workers = workers;
    this.demand = new Demand(tasks, workers);
    TailEstimate estimate = estimates.apply(workers);
    SuspectPlaces suspects = new SuspectPlaces(tasks, workers, estimate);
    this.dispatcher = new Dispatcher(settings, tasks, workers, suspects);
    this.consequences = new Consequences(settings, clock, tasks, workers);
    this.secondAttempts = new SecondAttempts(tasks, workers, dispatcher, estimate);
    boolean copies = settings.secondAttempts();
    this.cuts =
        new TailCuts(
            rules, copies, tasks, workers, dispatcher, estimate, this::cancel, this::obsolete);
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
      tasks.passTime(clock.now());
      dispatcher.passLeaseTime(clock.leaseTime());
      note(event);
      settle(event instanceof SchedulerEvent.TimePassed);
    }
    List<Effect> result = List.copyOf(effects);
    effects.clear();
    return result;
  }

  /** Returns what is waited for while nothing is rendered; empty while something is. */
  public final Optional<Wait> awaited() {
    return done ? Optional.empty() : consequences.awaited(clock.now());
  }

  /** Returns what this job could use at present, for whoever divides workers among jobs. */
  public final Demand demand() {
    return demand;
  }

  private void note(SchedulerEvent event) {
    if (event instanceof SchedulerEvent.WorkerJoined joined) {
      if (workers.worker(joined.worker()) == null) {
        workers.machine(joined.machine()).own = joined.own();
        workers.join(joined.worker(), joined.machine(), joined.slots(), clock.leaseTime());
      }
    } else if (event instanceof SchedulerEvent.SlotsOffered offered) {
      WorkerState worker = workers.worker(offered.worker());
      if (worker != null) {
        workers.heard(worker, clock.leaseTime());
        workers.offer(worker, offered.slots());
        toTrim.add(worker);
      }
    } else if (event instanceof SchedulerEvent.SlotsShared shared) {
      WorkerState.Share share = new WorkerState.Share(shared.slots(), shared.room());
      WorkerState worker = workers.share(shared.worker(), share);
      if (worker != null) {
        toTrim.add(worker);
      }
    } else if (event instanceof SchedulerEvent.WorkerLeft left) {
      WorkerState worker = workers.worker(left.worker());
      if (worker != null) {
        lose(worker, left.reason());
      }
    } else if (event instanceof SchedulerEvent.Heard heard) {
      WorkerState worker = workers.worker(heard.worker());
      if (worker != null) {
        workers.heard(worker, clock.leaseTime());
      }
    } else if (event instanceof SchedulerEvent.TimePassed) {
      dropSilent();
      dropDeaf();
    } else if (event instanceof SchedulerEvent.Reordered reordered) {
      tasks.reorder(reordered.tasks());
    } else if (event instanceof SchedulerEvent.Released released) {
      release(released);
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

  private void release(SchedulerEvent.Released released) {
    int task = released.task();
    String machine = released.machine();
    if (tasks.isHeld(task)) {
      TaskHistory history = tasks.history(task);
      for (String avoided : released.avoided()) {
        history = TaskHistory.avoiding(history, workers.machine(avoided), clock.now());
      }
      if (history != null) {
        tasks.remember(task, history);
      }
      tasks.release(task, machine == null ? null : workers.machine(machine));
    }
  }

  private void withdraw(int task, String cause) {
    if (tasks.isOpen(task)) {
      tasks.withdraw(task);
      effects.add(new Effect.GiveUp(task, cause));
      finish(task);
      cuts.givenUp(task);
    }
  }

  /** Ends a task that is not needed any more. */
  private void obsolete(int task) {
    if (tasks.isOpen(task)) {
      tasks.withdraw(task);
      effects.add(new Effect.Obsolete(task));
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
    attempt.progressed(fraction, clock.now());
  }

  private void rendered(AttemptState attempt) {
    if (attempt.phase == Phase.RUNNING) {
      cuts.rendered(attempt, clock.now());
    }
    if (attempt.phase != Phase.RENDERED) {
      workers.move(attempt, Phase.RENDERED);
    }
  }

  private void returned(AttemptState attempt) {
    boolean asked = attempt.phase == Phase.REVOKED || attempt.worker.slots == 0;
    if (!asked) {
      fail(attempt, FailureKind.WORKER, "the worker gave the task back unasked");
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
    consequences.succeeded(attempt, clock.now());
    finish(attempt.task);
    cuts.accepted(attempt.task);
  }

  private void fail(AttemptState attempt, FailureKind kind, String cause) {
    end(attempt);
    String finalCause = consequences.judge(attempt, kind, cause, clock.now());
    if (finalCause == null) {
      tasks.requeue(attempt.task);
    } else {
      effects.add(new Effect.GiveUp(attempt.task, finalCause));
      finish(attempt.task);
      cuts.givenUp(attempt.task);
    }
  }

  private void lose(WorkerState worker, String reason) {
    for (AttemptState attempt : List.copyOf(worker.attempts)) {
      if (attempt.phase == Phase.RUNNING && !consequences.forgives(attempt, clock.now())) {
        fail(attempt, FailureKind.LOST, reason);
      } else {
        end(attempt);
        tasks.requeue(attempt.task);
      }
    }
    worker.machine.leftAt = clock.now();
    workers.leave(worker);
  }

  private void dropSilent() {
    long since = clock.leaseTime() - settings.silence().toNanos();
    String reason = "nothing was heard of it for " + settings.silence().toSeconds() + " s";
    for (WorkerState worker = workers.silentSince(since);
        worker != null;
        worker = workers.silentSince(since)) {
      effects.add(new Effect.Drop(worker.number, reason));
      lose(worker, reason);
    }
  }

  /** Who is alive and answers nothing would keep its tasks for ever. */
  private void dropDeaf() {
    long since = clock.leaseTime() - SILENCES_OF_THE_DEAF * settings.silence().toNanos();
    for (AttemptState attempt = workers.unansweredSince(since);
        attempt != null;
        attempt = workers.unansweredSince(since)) {
      String reason = "it neither began a task nor gave it back when it was asked";
      effects.add(new Effect.Drop(attempt.worker.number, reason));
      fail(attempt, FailureKind.WORKER, reason);
      lose(attempt.worker, reason);
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
    for (MachineRecord resting : consequences.announceRests(clock.now(), effects)) {
      toTrim.addAll(resting.links);
    }
    toTrim.forEach(worker -> dispatcher.trim(worker, effects));
    toTrim.clear();
    dispatcher.assignWaiting(clock.now(), effects);
    if (consequences.wakeForWhatNobodyTakes(clock.now(), effects)) {
      dispatcher.assignWaiting(clock.now(), effects);
    }
    dispatcher.revokeForIdle(effects);
    if (timePassed) {
      consequences
          .refusedForGood(clock.now())
          .forEach(task -> withdraw(task, consequences.refusal(task)));
      dispatcher.revokeOverdue(clock.now(), effects);
      dispatcher.probe(clock.now(), effects);
      cuts.start(clock.now(), effects);
      if (settings.secondAttempts()) {
        secondAttempts.start(clock.now(), effects);
      }
    }
    if (tasks.allEnded()) {
      finishJob();
    }
  }

  private void finishJob() {
    done = true;
    effects.add(new Effect.Done());
  }
}

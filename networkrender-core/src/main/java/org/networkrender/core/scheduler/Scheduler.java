package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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
 * 1. A task is in exactly one state: blocked (it needs something, or the client does it), waiting
 *    (fresh, or in a queue), live (it has attempts), or ended. The only way from blocked to waiting
 *    is release, when nothing is open that it needs, which happens once, since each need is crossed
 *    out once; the only ways out of live are accept, give up, and requeue, and each attempt that ends
 *    takes one. Withdrawing is giving up from any of them, and takes along what needs the task
 *    (TaskEndings). The job ends when no task is left that has not, so a blocked one keeps it open.
 * 2. Attempts live in a map by number. Accepting one ends all attempts of its task; an ended attempt
 *    is not in the map, so whatever comes about it later is ignored.
 * 3. A worker never holds more than two attempts a slot, and which of them start is its decision. A
 *    task is assigned only when it has no live attempt, or (SecondAttempts) one, on another machine.
 * 4. A machine is usable when one of its links offers slots and it does not rest. A task goes to a
 *    usable machine on which it has not failed; where it has failed on all usable machines, to any.
 *    So each waiting task has a usable machine that may take it, if there is any at all, and that
 *    machine either has room and gets it, or holds other attempts, or has announced more results
 *    than have come, each of which is verified or fails: the job does not stand still. If no
 *    machine is usable and nothing is being rendered, the rest that would end first is ended.
 *    What a machine holds and does not start is taken back when another slot is idle: at once if it
 *    is more than the machine has slots for, after some patience otherwise (it may fetch the scene's
 *    files, or serve another client). What it holds and cannot answer for is lost by its lease.
 *    A blocked task is not a waiting one: no slot and no rest is disturbed for it. A part may wait
 *    while a slow machine is idle: that is spared it (SparedMachines) only while others get parts.
 *    So may a suspect (SuspectPlaces), only while another machine is at work that may have it.
 * 5. Failures are kept by task and by machine, and only rests reach from one to the other.
 *
 * A chain (Chain) is one task to all of this: it has the number of its first one, waits, fails and
 * is tried by that. Only the attempts differ: when one is accepted the next step is assigned in its
 * place, to the same link, before anything else can happen there. Until then the attempt keeps its
 * slot, although it has rendered, and nothing is queued on its link (what was is taken back): it
 * would be begun in between, in the session that the chain needs.
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
  private final SchedulerSettings settings;
  private final TaskTable tasks;
  private final WorkerTable workers;
  private final Dispatcher dispatcher;
  private final SecondAttempts secondAttempts;
  private final TaskEndings endings;
  private final TailCuts cuts;
  private final Departures departures;
  private final AttemptReports reports;
  private final List<Effect> effects = new ArrayList<>();
  private final Set<WorkerState> toTrim = new LinkedHashSet<>();
  private final Consequences consequences;
  private final EventClock clock;
  private final Demand demand;

  private boolean begun;
  private boolean done;

  /**
   * Creates the scheduler of one job.
   *
   * @param settings how patient it is
   * @param tasks how many tasks the job has, 0 or more; they are numbered from 0 and started in
   *     this order
   */
  public Scheduler(SchedulerSettings settings, int tasks) {
    this(settings, TaskGraph.of(tasks, 0), TailRules.none());
  }

  /**
   * Creates the scheduler of a job some of whose tasks are held: they do not wait for a worker
   * until {@link SchedulerEvent.Released}. The job is done when these too have ended.
   *
   * @param settings how patient it is
   * @param tasks how many tasks may be started at once, 0 or more
   * @param held how many are held, 0 or more; they are numbered from {@code tasks} on
   * @param rules which of them may be cut into parts at the end of the job: {@link Effect.Cut}
   */
  public Scheduler(SchedulerSettings settings, int tasks, int held, TailRules rules) {
    this(settings, TaskGraph.of(tasks, held), rules);
  }

  /**
   * Creates the scheduler of a job whose tasks need one another.
   *
   * @param settings how patient it is
   * @param graph the tasks, started in the order of their numbers as far as they need nothing
   * @param rules which of them may be cut at the end of the job; those of chains are not
   */
  public Scheduler(SchedulerSettings settings, TaskGraph graph, TailRules rules) {
    this(
        settings,
        new TaskTable(graph),
        new Dependencies(graph),
        new WorkerTable(),
        TailEstimate::new,
        new Openings(),
        AttemptReports::new,
        rules);
  }

  /** Creates one over tables that a test has broken. */
  Scheduler(
      SchedulerSettings settings,
      TaskTable tasks,
      Dependencies needs,
      WorkerTable workers,
      Function<WorkerTable, TailEstimate> estimates,
      Openings openings,
      AttemptReports.Maker reports,
      TailRules rules) {
    this.settings = settings;
    this.clock = new EventClock(settings.silence());
    this.tasks = tasks;
    this.workers = workers;
    TailEstimate estimate = estimates.apply(workers);
    SuspectPlaces suspects = new SuspectPlaces(tasks, workers, estimate);
    this.demand = new Demand(tasks, workers, suspects);
    this.dispatcher = new Dispatcher(settings, tasks, workers, suspects);
    this.consequences = new Consequences(settings, clock, tasks, workers, openings);
    EndlessAttempts endless = new EndlessAttempts(settings, tasks, workers);
    this.secondAttempts =
        new SecondAttempts(settings, clock, tasks, workers, dispatcher, estimate, endless);
    boolean copies = settings.secondAttempts();
    TaskEndings.CutsMaker tail =
        (cancel, obsolete) ->
            new TailCuts(
                rules, copies, tasks, needs, workers, dispatcher, estimate, cancel, obsolete);
    this.endings = new TaskEndings(tasks, needs, workers, dispatcher, consequences, tail, effects);
    this.cuts = endings.cuts();
    this.departures =
        new Departures(settings, clock, tasks, workers, consequences, endings, endless);
    this.reports = reports.make(clock, tasks, workers, dispatcher, endings, toTrim::add);
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
      workers.attempts().forEach(endings::cancel);
      finishJob();
    } else {
      begin();
      workers.endRests(clock.now());
      tasks.passTime(clock.now());
      dispatcher.passLeaseTime(clock.leaseTime());
      if (takesAway(event)) {
        note(event);
        trim();
      } else {
        note(event);
        settle(event instanceof SchedulerEvent.TimePassed);
      }
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

  private void begin() {
    if (!begun) {
      begun = true;
      endings.start();
    }
  }

  private void note(SchedulerEvent event) {
    if (event instanceof SchedulerEvent.WorkerJoined joined) {
      if (workers.worker(joined.worker()) == null) {
        workers.machine(joined.machine()).own = joined.own();
        workers.join(joined.worker(), joined.machine(), joined.slots(), clock.leaseTime());
      }
    } else if (event instanceof SchedulerEvent.WorkerAwaited e) {
      if (e.awaited()) {
        workers.await(e.worker(), e.machine());
      } else {
        workers.awaitNoMore(e.worker());
      }
    } else if (event instanceof SchedulerEvent.SlotsOffered offered) {
      WorkerState worker = workers.worker(offered.worker());
      if (worker != null) {
        workers.heard(worker, clock.leaseTime());
        workers.offer(worker, offered.slots());
        toTrim.add(worker);
      }
    } else if (event instanceof SchedulerEvent.SlotsShared shared) {
      WorkerState.Share share =
          new WorkerState.Share(shared.slots(), shared.room(), shared.alone());
      WorkerState worker = workers.share(shared.worker(), share);
      if (worker != null) {
        toTrim.add(worker);
      }
    } else if (event instanceof SchedulerEvent.WorkerLeft left) {
      workers.awaitNoMore(left.worker());
      WorkerState worker = workers.worker(left.worker());
      if (worker != null) {
        departures.lose(worker, left.reason());
      }
    } else if (event instanceof SchedulerEvent.Heard heard) {
      WorkerState worker = workers.worker(heard.worker());
      if (worker != null) {
        workers.heard(worker, clock.leaseTime());
      }
    } else if (event instanceof SchedulerEvent.TimePassed) {
      departures.dropSilent(effects);
      departures.dropDeaf(effects);
      departures.takeBackEndless(effects);
    } else if (event instanceof SchedulerEvent.Reordered reordered) {
      tasks.reorder(reordered.tasks());
    } else if (event instanceof SchedulerEvent.Released released) {
      endings.release(released, clock.leaseTime());
    } else if (event instanceof SchedulerEvent.Placed placed) {
      endings.placed(placed.task(), placed.machine());
    } else if (event instanceof SchedulerEvent.Completed completed) {
      endings.complete(completed.task(), completed.machine());
    } else if (event instanceof SchedulerEvent.Withdrawn withdrawn) {
      endings.withdraw(withdrawn.task(), withdrawn.cause());
    } else {
      reports.note(event, effects);
    }
  }

  private void settle(boolean timePassed) {
    endings.giveUpUnopened();
    for (MachineRecord resting : consequences.announceRests(clock.now(), effects)) {
      toTrim.addAll(resting.links);
    }
    trim();
    dispatcher.assignWaiting(clock.now(), effects);
    if (consequences.wakeForWhatNobodyTakes(clock.now(), effects)) {
      dispatcher.assignWaiting(clock.now(), effects);
    }
    dispatcher.revokeForIdle(effects);
    if (timePassed) {
      List<Integer> refused = consequences.refusedForGood();
      if (!refused.isEmpty()) {
        refused.forEach(task -> endings.refused(task, consequences.refusal(task)));
        // A chain that is shorter now may need nothing more.
        dispatcher.assignWaiting(clock.now(), effects);
      }
      dispatcher.revokeOverdue(clock.now(), effects);
      dispatcher.probe(clock.now(), effects);
      cuts.start(clock.now(), effects);
      if (settings.secondAttempts()) {
        secondAttempts.start(effects);
      }
    }
    if (tasks.allEnded()) {
      finishJob();
    }
  }

  /**
   * Returns whether other jobs leave less of a worker from now on. Nothing is started for that: a
   * job that pauses is told of one worker after the other.
   */
  private boolean takesAway(SchedulerEvent event) {
    if (event instanceof SchedulerEvent.SlotsShared shared) {
      WorkerState worker = workers.worker(shared.worker());
      return worker != null && shared.slots() < worker.slots;
    }
    return false;
  }

  private void trim() {
    toTrim.forEach(worker -> dispatcher.trim(worker, effects));
    toTrim.clear();
  }

  private void finishJob() {
    done = true;
    effects.add(new Effect.Done());
  }
}

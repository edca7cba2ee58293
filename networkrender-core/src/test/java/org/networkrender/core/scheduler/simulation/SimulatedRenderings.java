package org.networkrender.core.scheduler.simulation;

import java.util.Random;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.FailureStage;
import org.networkrender.core.scheduler.SchedulerEvent;

/** What becomes of the tasks that a simulated worker has begun. */
final class SimulatedRenderings {
  private static final long SECOND = Scenario.SECOND;

  private final Scenario.Machine machine;
  private final Agenda agenda;
  private final Random random;
  private final SimulatedProcess process;
  private final Owner owner;

  /** The worker that renders. */
  interface Owner {
    /** A task has ended, and the next one may begin. */
    void slotIsFree();

    /** A task has killed the worker. */
    void killed();
  }

  SimulatedRenderings(
      Scenario.Machine machine,
      Agenda agenda,
      Random random,
      SimulatedProcess process,
      Owner owner) {
    this.machine = machine;
    this.agenda = agenda;
    this.random = random;
    this.process = process;
    this.owner = owner;
  }

  /** A task begins. */
  void start(WorkerSession session, WorkerSession.Held held) {
    session.running.put(held.attempt(), held);
    if (machine.liar() != Scenario.Lie.NEVER_SAYS_STARTED) {
      session.link.toClient(now -> new SchedulerEvent.Started(now, held.attempt()));
    }
    Scenario scenario = session.job.scenario();
    long cost = (long) (session.job.cost(held.task()) * machine.slowness());
    FailureKind poison = session.job.poison(held.task());
    if (scenario.killers().get(held.task())) {
      long survives = (long) (cost * random.nextDouble());
      process.later(survives, () -> ifRuns(session, held, () -> owner.killed()));
    } else if (scenario.unopenable() != null) {
      FailureKind kind = scenario.unopenable();
      process.later(opening(cost), () -> fail(session, held, kind, FailureStage.OPENING));
    } else if (poison != null) {
      process.later(
          (long) (cost * random.nextDouble()),
          () -> fail(session, held, poison, FailureStage.RENDERING));
    } else if (agenda.now() < machine.failsUntil() && random.nextDouble() < machine.failure()) {
      double share = machine.kind() == FailureKind.STALLED ? 2 : random.nextDouble();
      boolean opens = machine.stage() == FailureStage.OPENING;
      process.later(
          opens ? opening(cost) : (long) (cost * share),
          () -> fail(session, held, machine.kind(), machine.stage()));
    } else {
      boolean pretends =
          machine.liar() == Scenario.Lie.RENDERS_NOTHING && agenda.now() < machine.failsUntil();
      if (pretends) {
        session.broken.add(held.attempt());
      }
      for (double share : session.job.signs()) {
        process.later((long) (share * cost), () -> progress(session, held, share));
      }
      process.later(pretends ? cost / 10 : cost, () -> rendered(session, held));
    }
  }

  private static void ifRuns(WorkerSession session, WorkerSession.Held held, Runnable action) {
    if (held.equals(session.running.get(held.attempt()))) {
      action.run();
    }
  }

  private void progress(WorkerSession session, WorkerSession.Held held, double share) {
    boolean lies = machine.liar() == Scenario.Lie.FALSE_PROGRESS;
    double fraction = lies ? random.nextDouble() * 3 - 1 : share;
    ifRuns(
        session,
        held,
        () ->
            session.link.toClient(
                now -> new SchedulerEvent.Progressed(now, held.attempt(), fraction)));
  }

  private void rendered(WorkerSession session, WorkerSession.Held held) {
    if (session.running.remove(held.attempt(), held)) {
      session.link.toClient(now -> new SchedulerEvent.Rendered(now, held.attempt()));
      owner.slotIsFree();
    }
  }

  /** That is done in a moment. */
  private long opening(long cost) {
    return (long) (Math.min(cost, 2 * SECOND) * random.nextDouble());
  }

  private void fail(
      WorkerSession session, WorkerSession.Held held, FailureKind kind, FailureStage stage) {
    if (session.running.remove(held.attempt(), held)) {
      String cause = machine.words();
      session.link.toClient(
          now -> new SchedulerEvent.Failed(now, held.attempt(), kind, stage, cause));
      owner.slotIsFree();
    }
  }
}

package org.networkrender.core.scheduler.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.scheduler.simulation.SimulatedClient.Link;

/** A worker process: it queues, renders for its clients in turn, and gets into trouble. */
final class SimulatedWorker implements SimulatedRenderings.Owner {
  private static final long SECOND = Scenario.SECOND;

  private final Scenario.Machine machine;
  private final Agenda agenda;
  private final Random random;
  private final List<WorkerSession> sessions = new ArrayList<>();
  private final SimulatedProcess process;
  private int offered;

  /** Tasks of a client that is not simulated further. */
  private int othersQueued;

  private int othersRunning;
  private int turn;
  private final RogueTalk rogue;
  private final SimulatedRenderings renderings;

  SimulatedWorker(Scenario.Machine machine, Agenda agenda, Random random, List<SimulatedJob> jobs) {
    this.machine = machine;
    this.agenda = agenda;
    this.process = new SimulatedProcess(agenda);
    this.random = random;
    this.rogue = new RogueTalk(machine, random);
    this.renderings = new SimulatedRenderings(machine, agenda, random, process, this);
    for (SimulatedJob job : jobs) {
      sessions.add(new WorkerSession(this, process, random, job));
      job.add(this);
    }
    agenda.at(machine.joinsAt(), this::boot);
  }

  Scenario.Machine machine() {
    return machine;
  }

  boolean isUp() {
    return process.isUp();
  }

  /** Returns how many slots it says that it offers. */
  int offered() {
    return switch (machine.liar()) {
      case ENDLESS_SLOTS -> offered * 50;
      case FLAPS_SLOTS -> random.nextBoolean() ? 0 : 64;
      default -> offered;
    };
  }

  private void boot() {
    process.begin();
    offered = machine.slots();
    othersQueued = 0;
    othersRunning = 0;
    sessions.forEach(WorkerSession::connect);
    if (machine.liar() == Scenario.Lie.FLAPS_SLOTS || machine.liar() == Scenario.Lie.FLAPS) {
      process.later(SECOND, this::flap);
    }
    if (machine.otherClient() > 0) {
      process.later(spread(machine.otherClient()), this::otherClientOrders);
    }
  }

  /** It changes its mind, or hangs up, again and again. */
  private void flap() {
    process.later(SECOND / 4 + spread(2 * SECOND), this::flap);
    if (machine.liar() == Scenario.Lie.FLAPS) {
      cut(random.nextInt(4) > 0);
      return;
    }
    offer(machine.slots());
    for (WorkerSession session : sessions) {
      if (session.link != null && random.nextBoolean()) {
        List<WorkerSession.Held> all = new ArrayList<>(session.queue);
        all.addAll(session.running.values());
        session.clear();
        for (WorkerSession.Held held : all) {
          session.link.toClient(now -> new SchedulerEvent.Returned(now, held.attempt()));
        }
      }
    }
  }

  /** What a rogue says goes over this link as long as that is there. */
  private RogueTalk.Listener over(WorkerSession session) {
    Link mine = session.link;
    return new RogueTalk.Listener() {
      @Override
      public void hears(LongFunction<SchedulerEvent> message) {
        if (session.link == mine) {
          mine.toClient(message);
        }
      }

      @Override
      public void later(long delay, Runnable action) {
        process.later(delay, action);
      }

      @Override
      public void hangsUp() {
        if (session.link == mine) {
          mine.cut(random.nextBoolean());
          agenda.in(spread(SECOND), () -> linkEnded(mine));
        }
      }
    };
  }

  /** A client was started again, and finds this worker sooner or later. */
  void clientIsBack(SimulatedJob job) {
    for (WorkerSession session : sessions) {
      if (session.job == job) {
        process.later(spread(SECOND), session::connect);
      }
    }
  }

  void assigned(Link from, long attempt, int task) {
    overLink(
        from,
        session -> {
          if (machine.liar() == Scenario.Lie.ROGUE) {
            rogue.answer(attempt, over(session));
            return;
          }
          session.queue.add(new WorkerSession.Held(attempt, task));
          if (machine.liar() == Scenario.Lie.GIVES_BACK && random.nextInt(4) == 0) {
            session.queue.removeLast();
            session.link.toClient(now -> new SchedulerEvent.Returned(now, attempt));
          }
          startNext();
        });
  }

  void revoked(Link from, long attempt) {
    overLink(
        from,
        session -> {
          if (machine.liar() != Scenario.Lie.SITS_ON_TASKS
              && session.queue.removeIf(held -> held.attempt() == attempt)) {
            session.link.toClient(now -> new SchedulerEvent.Returned(now, attempt));
          }
        });
  }

  void cancelled(Link from, long attempt) {
    overLink(
        from,
        session -> {
          session.queue.removeIf(held -> held.attempt() == attempt);
          session.running.remove(attempt);
          startNext();
        });
  }

  boolean rendersBroken(long attempt) {
    return machine.liar() == Scenario.Lie.ROGUE
        || sessions.stream().anyMatch(session -> session.broken.contains(attempt))
        || random.nextDouble() < machine.broken();
  }

  /** The link has ended: what it brought is stopped, and a new one is made after a while. */
  void linkEnded(Link ended) {
    overLink(
        ended,
        session -> {
          session.link = null;
          session.clear();
          startNext();
          process.later(SECOND / 5 + spread(SECOND), session::connect);
        });
  }

  private int running() {
    int running = othersRunning;
    for (WorkerSession session : sessions) {
      running += session.running.size();
    }
    return running;
  }

  /** Fills the slots; they go round among the clients that have something queued. */
  private void startNext() {
    if (machine.liar() == Scenario.Lie.SITS_ON_TASKS) {
      return;
    }
    int idle = 0;
    while (running() < machine.slots() && idle <= sessions.size()) {
      turn = (turn + 1) % (sessions.size() + 1);
      idle++;
      if (turn == sessions.size()) {
        if (othersQueued > 0) {
          othersQueued--;
          othersRunning++;
          process.later(spread(4 * SECOND), this::otherDone);
          idle = 0;
        }
      } else {
        WorkerSession session = sessions.get(turn);
        if (!session.queue.isEmpty() && session.running.size() < offered) {
          renderings.start(session, session.queue.remove());
          idle = 0;
        }
      }
    }
  }

  @Override
  public void slotIsFree() {
    startNext();
  }

  @Override
  public void killed() {
    crash(SECOND + spread(SECOND), true);
  }

  private void otherClientOrders() {
    othersQueued++;
    startNext();
    process.later(spread(machine.otherClient()), this::otherClientOrders);
  }

  private void otherDone() {
    othersRunning--;
    startNext();
  }

  void crash(long length, boolean noticed) {
    if (!process.isUp()) {
      return;
    }
    trace("crashes for " + length / 1e9 + " s");
    process.end();
    for (WorkerSession session : sessions) {
      session.clear();
      if (session.link != null) {
        session.link.cut(noticed);
        session.link = null;
      }
    }
    agenda.in(length, this::boot);
  }

  void freeze(long length) {
    process.freeze(length);
  }

  void cut(boolean noticed) {
    Link lost = sessions.get(random.nextInt(sessions.size())).link;
    if (lost != null) {
      trace("loses its link");
      lost.cut(noticed);
      agenda.in(spread(SECOND), () -> linkEnded(lost));
    }
  }

  /** Nothing comes through the network for a while; what was sent comes late. */
  void isolate(long length) {
    trace("is cut off for " + length / 1e9 + " s");
    for (WorkerSession session : sessions) {
      if (session.link != null) {
        session.link.block(agenda.now() + length);
      }
    }
  }

  void drain(long length) {
    process.run(
        () -> {
          offer(random.nextInt(3) == 0 ? random.nextInt(machine.slots()) : 0);
          for (WorkerSession session : sessions) {
            if (offered == 0 && random.nextBoolean() && session.link != null) {
              for (WorkerSession.Held held : session.queue) {
                session.link.toClient(now -> new SchedulerEvent.Returned(now, held.attempt()));
              }
              session.queue.clear();
            }
          }
          process.later(length, () -> offer(machine.slots()));
        });
  }

  private void offer(int slots) {
    offered = slots;
    for (WorkerSession session : sessions) {
      Link mine = session.link;
      if (mine != null) {
        int told = offered();
        mine.toClientInTurn(now -> new SchedulerEvent.SlotsOffered(now, mine.number, told));
      }
    }
    startNext();
  }

  private void trace(String what) {
    sessions.get(0).job.client().trace(machine.name() + " " + what);
  }

  /** What is done with a session. */
  @FunctionalInterface
  private interface SessionAction {
    void on(WorkerSession session);
  }

  /** Takes a message, unless its link has ended for this process meanwhile. */
  private void overLink(Link from, SessionAction action) {
    process.run(
        () -> {
          for (WorkerSession session : sessions) {
            if (session.link == from) {
              action.on(session);
            }
          }
        });
  }

  /** Returns a time of some mean. */
  long spread(long mean) {
    return (long) (mean * Math.min(6, -Math.log(1 - random.nextDouble())));
  }
}

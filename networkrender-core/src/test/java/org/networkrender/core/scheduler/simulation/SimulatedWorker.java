package org.networkrender.core.scheduler.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.FailureStage;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.scheduler.simulation.SimulatedClient.Link;

/** A worker process: it queues, renders for its clients in turn, and gets into trouble. */
final class SimulatedWorker {
  private static final long SECOND = Scenario.SECOND;

  private final Scenario.Machine machine;
  private final Agenda agenda;
  private final Random random;
  private final List<Session> sessions = new ArrayList<>();
  private boolean up;
  private int life;
  private long frozenUntil;
  private int offered;

  /** Tasks of a client that is not simulated further. */
  private int othersQueued;

  private int othersRunning;
  private int turn;
  private final RogueTalk rogue;

  private record Held(long attempt, int task) {}

  /** One client at this worker. */
  private final class Session {
    final SimulatedJob job;
    final Deque<Held> queue = new ArrayDeque<>();
    final Map<Long, Held> running = new LinkedHashMap<>();
    final Set<Long> broken = new HashSet<>();
    Link link;

    Session(SimulatedJob job) {
      this.job = job;
    }

    void connect() {
      if (link == null && job.client().isAlive()) {
        // Numbers of attempts mean something on one connection only.
        broken.clear();
        link = job.client().open(SimulatedWorker.this);
        beat(link);
        prepare(link);
      }
    }

    /** Gets the files, which may fail and is begun again then. */
    private void prepare(Link mine) {
      if (machine.prepares() == 0) {
        join(mine);
        return;
      }
      mine.awaits(true);
      boolean fails = machine.unrest() != Long.MAX_VALUE && random.nextInt(6) == 0;
      later(
          machine.prepares(),
          () -> {
            if (link == mine && fails) {
              mine.awaits(false);
              later(spread(10 * SECOND), () -> prepareAgain(mine));
            } else if (link == mine) {
              join(mine);
            }
          });
    }

    private void prepareAgain(Link mine) {
      if (link == mine) {
        prepare(mine);
      }
    }

    private void join(Link mine) {
      mine.joined();
      int slots = offered();
      String name = machine.name();
      do {
        mine.toClient(now -> new SchedulerEvent.WorkerJoined(now, mine.number, name, slots, false));
      } while (machine.liar() == Scenario.Lie.ROGUE && random.nextInt(3) == 0);
    }

    private void beat(Link mine) {
      if (link == mine) {
        mine.toClient(now -> new SchedulerEvent.Heard(now, mine.number));
        later(SECOND, () -> beat(mine));
      }
    }

    void clear() {
      queue.clear();
      running.clear();
    }
  }

  SimulatedWorker(Scenario.Machine machine, Agenda agenda, Random random, List<SimulatedJob> jobs) {
    this.machine = machine;
    this.agenda = agenda;
    this.random = random;
    this.rogue = new RogueTalk(machine, random);
    for (SimulatedJob job : jobs) {
      sessions.add(new Session(job));
      job.add(this);
    }
    agenda.at(machine.joinsAt(), this::boot);
  }

  Scenario.Machine machine() {
    return machine;
  }

  boolean isUp() {
    return up;
  }

  private int offered() {
    return switch (machine.liar()) {
      case ENDLESS_SLOTS -> offered * 50;
      case FLAPS_SLOTS -> random.nextBoolean() ? 0 : 64;
      default -> offered;
    };
  }

  private void boot() {
    life++;
    up = true;
    offered = machine.slots();
    othersQueued = 0;
    othersRunning = 0;
    sessions.forEach(Session::connect);
    if (machine.liar() == Scenario.Lie.FLAPS_SLOTS || machine.liar() == Scenario.Lie.FLAPS) {
      later(SECOND, this::flap);
    }
    if (machine.otherClient() > 0) {
      later(spread(machine.otherClient()), this::otherClientOrders);
    }
  }

  /** It changes its mind, or hangs up, again and again. */
  private void flap() {
    later(SECOND / 4 + spread(2 * SECOND), this::flap);
    if (machine.liar() == Scenario.Lie.FLAPS) {
      cut(random.nextInt(4) > 0);
      return;
    }
    offer(machine.slots());
    for (Session session : sessions) {
      if (session.link != null && random.nextBoolean()) {
        List<Held> all = new ArrayList<>(session.queue);
        all.addAll(session.running.values());
        session.clear();
        for (Held held : all) {
          session.link.toClient(now -> new SchedulerEvent.Returned(now, held.attempt));
        }
      }
    }
  }

  /** What a rogue says goes over this link as long as that is there. */
  private RogueTalk.Listener over(Session session) {
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
        SimulatedWorker.this.later(delay, action);
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
    for (Session session : sessions) {
      if (session.job == job) {
        later(spread(SECOND), session::connect);
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
          session.queue.add(new Held(attempt, task));
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
              && session.queue.removeIf(held -> held.attempt == attempt)) {
            session.link.toClient(now -> new SchedulerEvent.Returned(now, attempt));
          }
        });
  }

  void cancelled(Link from, long attempt) {
    overLink(
        from,
        session -> {
          session.queue.removeIf(held -> held.attempt == attempt);
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
          later(SECOND / 5 + spread(SECOND), session::connect);
        });
  }

  private int running() {
    int running = othersRunning;
    for (Session session : sessions) {
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
          later(spread(4 * SECOND), this::otherDone);
          idle = 0;
        }
      } else {
        Session session = sessions.get(turn);
        if (!session.queue.isEmpty() && session.running.size() < offered) {
          start(session, session.queue.remove());
          idle = 0;
        }
      }
    }
  }

  private void start(Session session, Held held) {
    session.running.put(held.attempt, held);
    if (machine.liar() != Scenario.Lie.NEVER_SAYS_STARTED) {
      session.link.toClient(now -> new SchedulerEvent.Started(now, held.attempt));
    }
    Scenario scenario = session.job.scenario();
    long cost = (long) (session.job.cost(held.task) * machine.slowness());
    FailureKind poison = session.job.poison(held.task);
    if (scenario.killers().get(held.task)) {
      long survives = (long) (cost * random.nextDouble());
      later(survives, () -> ifRuns(session, held, () -> crash(SECOND + spread(SECOND), true)));
    } else if (scenario.unopenable() != null) {
      FailureKind kind = scenario.unopenable();
      later(opening(cost), () -> fail(session, held, kind, FailureStage.OPENING));
    } else if (poison != null) {
      later(
          (long) (cost * random.nextDouble()),
          () -> fail(session, held, poison, FailureStage.RENDERING));
    } else if (agenda.now() < machine.failsUntil() && random.nextDouble() < machine.failure()) {
      double share = machine.kind() == FailureKind.STALLED ? 2 : random.nextDouble();
      boolean opens = machine.stage() == FailureStage.OPENING;
      later(
          opens ? opening(cost) : (long) (cost * share),
          () -> fail(session, held, machine.kind(), machine.stage()));
    } else {
      boolean pretends =
          machine.liar() == Scenario.Lie.RENDERS_NOTHING && agenda.now() < machine.failsUntil();
      if (pretends) {
        session.broken.add(held.attempt);
      }
      for (double share : session.job.signs()) {
        later((long) (share * cost), () -> progress(session, held, share));
      }
      later(pretends ? cost / 10 : cost, () -> rendered(session, held));
    }
  }

  private static void ifRuns(Session session, Held held, Runnable action) {
    if (held.equals(session.running.get(held.attempt))) {
      action.run();
    }
  }

  private void progress(Session session, Held held, double share) {
    boolean lies = machine.liar() == Scenario.Lie.FALSE_PROGRESS;
    double fraction = lies ? random.nextDouble() * 3 - 1 : share;
    ifRuns(
        session,
        held,
        () ->
            session.link.toClient(
                now -> new SchedulerEvent.Progressed(now, held.attempt, fraction)));
  }

  private void rendered(Session session, Held held) {
    if (session.running.remove(held.attempt, held)) {
      session.link.toClient(now -> new SchedulerEvent.Rendered(now, held.attempt));
      startNext();
    }
  }

  /** That is done in a moment. */
  private long opening(long cost) {
    return (long) (Math.min(cost, 2 * SECOND) * random.nextDouble());
  }

  private void fail(Session session, Held held, FailureKind kind, FailureStage stage) {
    if (session.running.remove(held.attempt, held)) {
      String cause = machine.words();
      session.link.toClient(
          now -> new SchedulerEvent.Failed(now, held.attempt, kind, stage, cause));
      startNext();
    }
  }

  private void otherClientOrders() {
    othersQueued++;
    startNext();
    later(spread(machine.otherClient()), this::otherClientOrders);
  }

  private void otherDone() {
    othersRunning--;
    startNext();
  }

  void crash(long length, boolean noticed) {
    if (!up) {
      return;
    }
    trace("crashes for " + length / 1e9 + " s");
    life++;
    up = false;
    frozenUntil = 0;
    for (Session session : sessions) {
      session.clear();
      if (session.link != null) {
        session.link.cut(noticed);
        session.link = null;
      }
    }
    agenda.in(length, this::boot);
  }

  void freeze(long length) {
    frozenUntil = Math.max(frozenUntil, agenda.now() + length);
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
    for (Session session : sessions) {
      if (session.link != null) {
        session.link.block(agenda.now() + length);
      }
    }
  }

  void drain(long length) {
    process(
        () -> {
          offer(random.nextInt(3) == 0 ? random.nextInt(machine.slots()) : 0);
          for (Session session : sessions) {
            if (offered == 0 && random.nextBoolean() && session.link != null) {
              for (Held held : session.queue) {
                session.link.toClient(now -> new SchedulerEvent.Returned(now, held.attempt));
              }
              session.queue.clear();
            }
          }
          later(length, () -> offer(machine.slots()));
        });
  }

  private void offer(int slots) {
    offered = slots;
    for (Session session : sessions) {
      Link mine = session.link;
      if (mine != null) {
        int told = offered();
        mine.toClient(now -> new SchedulerEvent.SlotsOffered(now, mine.number, told));
      }
    }
    startNext();
  }

  private void trace(String what) {
    sessions.get(0).job.client().trace(machine.name() + " " + what);
  }

  private void later(long delay, Runnable action) {
    int mine = life;
    agenda.in(
        delay,
        () -> {
          if (life == mine) {
            process(action);
          }
        });
  }

  /** What is done with a session. */
  @FunctionalInterface
  private interface SessionAction {
    void on(Session session);
  }

  /** Takes a message, unless its link has ended for this process meanwhile. */
  private void overLink(Link from, SessionAction action) {
    process(
        () -> {
          for (Session session : sessions) {
            if (session.link == from) {
              action.on(session);
            }
          }
        });
  }

  /** Runs something in the process: now, when it thaws, or never. */
  private void process(Runnable action) {
    if (!up) {
      return;
    }
    if (agenda.now() < frozenUntil) {
      int mine = life;
      agenda.at(
          frozenUntil,
          () -> {
            if (life == mine) {
              process(action);
            }
          });
    } else {
      action.run();
    }
  }

  private long spread(long mean) {
    return (long) (mean * Math.min(6, -Math.log(1 - random.nextDouble())));
  }
}

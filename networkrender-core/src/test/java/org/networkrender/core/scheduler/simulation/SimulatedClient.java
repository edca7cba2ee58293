package org.networkrender.core.scheduler.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.LongFunction;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.FailureStage;
import org.networkrender.core.scheduler.SchedulerEvent;

/** The client around the scheduler: links, checking of results, and a clock that may jump. */
final class SimulatedClient {
  private static final long NONE = -1;

  private final Agenda agenda;
  private final Random random;
  private final Function<SchedulerEvent, List<Effect>> scheduler;
  private final Laws laws;

  /** Which task of the scenario a task of the scheduler is. */
  private final IntUnaryOperator numbers;

  private final Deliveries deliveries;
  private final Consumer<String> trace;
  private final Map<Integer, Link> links = new LinkedHashMap<>();
  private final Set<Long> checking = new HashSet<>();

  /** Which attempt was given over which link, as long as somebody may still speak of it. */
  private final Map<Long, Link> given = new HashMap<>();

  private boolean alive = true;
  private long clockOffset;
  private int lastLink;
  private Consumer<Effect> order = effect -> {};

  SimulatedClient(
      Agenda agenda,
      Random random,
      Function<SchedulerEvent, List<Effect>> scheduler,
      Laws laws,
      IntUnaryOperator numbers,
      Deliveries deliveries,
      Consumer<String> trace) {
    this.agenda = agenda;
    this.random = random;
    this.scheduler = scheduler;
    this.laws = laws;
    this.numbers = numbers;
    this.deliveries = deliveries;
    this.trace = trace;
  }

  /** Has someone told of every effect. */
  void tell(Consumer<Effect> listener) {
    order = listener;
  }

  /** One connection: messages keep their order, and come after a delay or not at all. */
  final class Link {
    final int number = ++lastLink;
    private final SimulatedWorker worker;
    private boolean whole = true;
    private boolean known = true;
    private boolean joined;
    private long blockedUntil;
    private long nextToClient;
    private long nextToWorker;
    private long transferredAt;

    Link(SimulatedWorker worker) {
      this.worker = worker;
    }

    void toClient(LongFunction<SchedulerEvent> message) {
      toClient(message, overtakes());
    }

    /** What replaces what was said before must not overtake it: nobody would ever correct that. */
    void toClientInTurn(LongFunction<SchedulerEvent> message) {
      toClient(message, false);
    }

    private void toClient(LongFunction<SchedulerEvent> message, boolean overtakes) {
      long due = due();
      nextToClient = Math.max(nextToClient, due);
      boolean sent = whole;
      agenda.at(
          overtakes ? due : nextToClient,
          () -> {
            // What was under way when the link broke may still come, long after, or never.
            if (sent && (whole || random.nextInt(4) == 0)) {
              arrived(this, message);
            }
          });
    }

    void toWorker(Consumer<SimulatedWorker> message) {
      toWorker(message, overtakes());
    }

    /**
     * What is taken back must be there before: its worker would keep it, and never be asked again.
     */
    void toWorkerInTurn(Consumer<SimulatedWorker> message) {
      // Drawn all the same: the farms on which a law was broken once stay the same.
      overtakes();
      toWorker(message, false);
    }

    private void toWorker(Consumer<SimulatedWorker> message, boolean overtakes) {
      long due = due();
      nextToWorker = Math.max(nextToWorker, due);
      agenda.at(
          overtakes ? due : nextToWorker,
          () -> {
            if (whole) {
              message.accept(worker);
            }
          });
    }

    /** The worker gets ready to join, or does so no more. */
    void awaits(boolean awaited) {
      String machine = worker.machine().name();
      post(now -> new SchedulerEvent.WorkerAwaited(now, number, machine, awaited));
    }

    void joined() {
      joined = true;
    }

    /**
     * Breaks it; the client may learn of it at once, or by silence alone. Who has not joined is not
     * watched by the scheduler.
     */
    void cut(boolean noticed) {
      whole = false;
      if (noticed || !joined) {
        agenda.in((long) (random.nextDouble() * Scenario.SECOND), this::left);
      }
    }

    /** Nothing comes through until then; what was sent comes late. */
    void block(long until) {
      blockedUntil = Math.max(blockedUntil, until);
    }

    private long due() {
      return Math.max(agenda.now(), blockedUntil) + delay();
    }

    /** Whether a message comes out of turn. */
    private boolean overtakes() {
      return worker.machine().reorders() && random.nextInt(8) == 0;
    }

    private void left() {
      if (known) {
        known = false;
        post(now -> new SchedulerEvent.WorkerLeft(now, number, "the link was lost"));
      }
    }

    private void close() {
      known = false;
      whole = false;
      long noticed = Math.min(5 * Scenario.SECOND, Math.max(0, blockedUntil - agenda.now()));
      agenda.in(noticed + delay(), () -> worker.linkEnded(this));
    }

    /** Returns how long it takes until one more result has come, after those before it. */
    private long transfer() {
      long takes = deliveries.transfer(worker.machine().name());
      transferredAt = Math.max(agenda.now(), transferredAt) + takes;
      return transferredAt - agenda.now();
    }

    private long delay() {
      return (long) (worker.machine().delay() * random.nextDouble());
    }
  }

  /** The process is killed, or stops: its workers learn of it at once, or by its silence. */
  void die() {
    alive = false;
    for (Link link : links.values()) {
      link.whole = false;
      long silence = random.nextBoolean() ? 0 : 5 * Scenario.SECOND;
      agenda.in(silence + link.delay(), () -> link.worker.linkEnded(link));
    }
  }

  boolean isAlive() {
    return alive;
  }

  Link open(SimulatedWorker worker) {
    Link link = new Link(worker);
    links.put(link.number, link);
    return link;
  }

  private void arrived(Link link, LongFunction<SchedulerEvent> message) {
    SchedulerEvent event = message.apply(0);
    if (link.worker.machine().liar() == Scenario.Lie.ROGUE && !isOwn(link, event)) {
      return;
    }
    post(message);
    boolean ofAttempt =
        !(event instanceof SchedulerEvent.Heard
            || event instanceof SchedulerEvent.SlotsOffered
            || event instanceof SchedulerEvent.WorkerJoined);
    if (ofAttempt && random.nextInt(20) == 0) {
      agenda.in((long) (random.nextDouble() * 10 * Scenario.SECOND), () -> post(message));
    }
    if (event instanceof SchedulerEvent.Rendered rendered && checking.add(rendered.attempt())) {
      checkResult(link, rendered.attempt());
    }
  }

  /** Whatever a worker says of what it was not given, or of what has ended, goes no further. */
  private boolean isOwn(Link link, SchedulerEvent event) {
    long attempt = attemptOf(event);
    boolean own = attempt == NONE || given.get(attempt) == link;
    if (event instanceof SchedulerEvent.Failed || event instanceof SchedulerEvent.Returned) {
      given.remove(attempt);
    }
    return own;
  }

  private static long attemptOf(SchedulerEvent event) {
    if (event instanceof SchedulerEvent.Started e) {
      return e.attempt();
    } else if (event instanceof SchedulerEvent.Progressed e) {
      return e.attempt();
    } else if (event instanceof SchedulerEvent.Rendered e) {
      return e.attempt();
    } else if (event instanceof SchedulerEvent.Failed e) {
      return e.attempt();
    } else if (event instanceof SchedulerEvent.Returned e) {
      return e.attempt();
    }
    return NONE;
  }

  private void checkResult(Link link, long attempt) {
    boolean broken = link.worker.rendersBroken(attempt);
    FailureStage stage = random.nextInt(4) > 0 ? FailureStage.OUTSIDE : FailureStage.RENDERING;
    LongFunction<SchedulerEvent> verdict =
        broken
            ? now ->
                new SchedulerEvent.Failed(now, attempt, FailureKind.WORKER, stage, "a bad picture")
            : now -> new SchedulerEvent.Verified(now, attempt);
    // Nothing of some arrives; that is noticed after half a minute.
    boolean never = broken && link.worker.machine().liar() == Scenario.Lie.ROGUE;
    long longest = never && random.nextBoolean() ? 30 * Scenario.SECOND : deliveries.checks();
    agenda.in(
        link.transfer() + (long) (random.nextDouble() * longest),
        () -> {
          if (link.known || random.nextInt(4) == 0) {
            post(verdict);
            if (random.nextInt(20) == 0) {
              post(verdict);
            }
          }
        });
  }

  void tick() {
    if (alive) {
      post(SchedulerEvent.TimePassed::new);
      agenda.in(Scenario.SECOND / 4, this::tick);
    }
  }

  /** This process stood still for a while, or its clock is odd. */
  void jump(long nanos) {
    trace("the clock jumps by " + nanos / 1e9 + " s");
    clockOffset += nanos;
  }

  void post(LongFunction<SchedulerEvent> message) {
    if (!alive) {
      return;
    }
    SchedulerEvent event = message.apply(agenda.now() + clockOffset);
    List<Effect> effects = scheduler.apply(event);
    boolean dull =
        event instanceof SchedulerEvent.TimePassed || event instanceof SchedulerEvent.Heard;
    if (trace != Simulation.SILENT && !(dull && effects.isEmpty())) {
      trace(event + " -> " + effects);
    }
    laws.check(event, effects);
    effects.forEach(this::carryOut);
  }

  void trace(String line) {
    trace.accept(line);
  }

  private void carryOut(Effect effect) {
    order.accept(effect);
    if (effect instanceof Effect.Assign e) {
      Link link = links.get(e.worker());
      given.put(e.attempt(), link);
      int task = numbers.applyAsInt(e.task());
      link.toWorker(worker -> worker.assigned(link, e.attempt(), task));
    } else if (effect instanceof Effect.Revoke e) {
      Link link = links.get(e.worker());
      link.toWorkerInTurn(worker -> worker.revoked(link, e.attempt()));
    } else if (effect instanceof Effect.Cancel e) {
      Link link = links.get(e.worker());
      given.remove(e.attempt());
      link.toWorkerInTurn(worker -> worker.cancelled(link, e.attempt()));
    } else if (effect instanceof Effect.Drop e) {
      links.get(e.worker()).close();
    }
  }
}

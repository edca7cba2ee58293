package org.networkrender.core.scheduler.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.networkrender.api.ErrorKind;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.SchedulerEvent;

/** The client around the scheduler: links, checking of results, and a clock that may jump. */
final class SimulatedClient {
  private final Agenda agenda;
  private final Random random;
  private final Function<SchedulerEvent, List<Effect>> scheduler;
  private final Laws laws;
  private final Consumer<String> trace;
  private final Map<Integer, Link> links = new HashMap<>();
  private final Set<Long> checking = new HashSet<>();
  private long clockOffset;
  private int lastLink;
  private Consumer<Effect> order = effect -> {};

  SimulatedClient(
      Agenda agenda,
      Random random,
      Function<SchedulerEvent, List<Effect>> scheduler,
      Laws laws,
      Consumer<String> trace) {
    this.agenda = agenda;
    this.random = random;
    this.scheduler = scheduler;
    this.laws = laws;
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
    private long nextToClient;
    private long nextToWorker;

    Link(SimulatedWorker worker) {
      this.worker = worker;
    }

    void toClient(LongFunction<SchedulerEvent> message) {
      nextToClient = Math.max(nextToClient, agenda.now() + delay());
      boolean sent = whole;
      agenda.at(
          nextToClient,
          () -> {
            // What was under way when the link broke may still come, long after, or never.
            if (sent && (whole || random.nextInt(4) == 0)) {
              arrived(this, message);
            }
          });
    }

    void toWorker(Consumer<SimulatedWorker> message) {
      nextToWorker = Math.max(nextToWorker, agenda.now() + delay());
      agenda.at(
          nextToWorker,
          () -> {
            if (whole) {
              message.accept(worker);
            }
          });
    }

    /** Breaks it; the client may learn of it at once, or by silence alone. */
    void cut(boolean noticed) {
      whole = false;
      if (noticed) {
        agenda.in((long) (random.nextDouble() * Scenario.SECOND), this::left);
      }
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
      agenda.in(delay(), () -> worker.linkEnded(this));
    }

    private long delay() {
      return (long) (worker.machine().delay() * random.nextDouble());
    }
  }

  Link open(SimulatedWorker worker, int slots) {
    Link link = new Link(worker);
    links.put(link.number, link);
    String machine = worker.machine().name();
    post(now -> new SchedulerEvent.WorkerJoined(now, link.number, machine, slots));
    return link;
  }

  private void arrived(Link link, LongFunction<SchedulerEvent> message) {
    SchedulerEvent event = message.apply(0);
    post(message);
    boolean ofAttempt =
        !(event instanceof SchedulerEvent.Heard || event instanceof SchedulerEvent.SlotsOffered);
    if (ofAttempt && random.nextInt(20) == 0) {
      agenda.in((long) (random.nextDouble() * 10 * Scenario.SECOND), () -> post(message));
    }
    if (event instanceof SchedulerEvent.Rendered rendered && checking.add(rendered.attempt())) {
      checkResult(link, rendered.attempt());
    }
  }

  private void checkResult(Link link, long attempt) {
    boolean broken = random.nextDouble() < link.worker.machine().broken();
    LongFunction<SchedulerEvent> verdict =
        broken
            ? now ->
                new SchedulerEvent.Failed(now, attempt, ErrorKind.WORKER, "the picture is broken")
            : now -> new SchedulerEvent.Verified(now, attempt);
    agenda.in(
        (long) (random.nextDouble() * Scenario.SECOND),
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
    post(SchedulerEvent.TimePassed::new);
    agenda.in(Scenario.SECOND / 4, this::tick);
  }

  /** This process stood still for a while, or its clock is odd. */
  void jump(long nanos) {
    trace("the clock jumps by " + nanos / 1e9 + " s");
    clockOffset += nanos;
  }

  void post(LongFunction<SchedulerEvent> message) {
    SchedulerEvent event = message.apply(agenda.now() + clockOffset);
    List<Effect> effects = scheduler.apply(event);
    if (!(event instanceof SchedulerEvent.TimePassed || event instanceof SchedulerEvent.Heard)
        || !effects.isEmpty()) {
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
      link.toWorker(worker -> worker.assigned(link, e.attempt(), e.task()));
    } else if (effect instanceof Effect.Revoke e) {
      Link link = links.get(e.worker());
      link.toWorker(worker -> worker.revoked(link, e.attempt()));
    } else if (effect instanceof Effect.Cancel e) {
      Link link = links.get(e.worker());
      link.toWorker(worker -> worker.cancelled(link, e.attempt()));
    } else if (effect instanceof Effect.Drop e) {
      links.get(e.worker()).close();
    }
  }
}

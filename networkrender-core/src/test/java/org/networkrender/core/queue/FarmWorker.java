package org.networkrender.core.queue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.scheduler.simulation.Agenda;

/** A worker process: it starts what it got in the order in which it came. */
final class FarmWorker {
  private static final long SECOND = QueueScenario.SECOND;

  private final int number;
  private final QueueScenario scenario;
  private final QueueScenario.Machine machine;
  private final Agenda agenda;
  private final Random random;
  private final FarmClient client;
  private final Deque<Held> queue = new ArrayDeque<>();
  private final Map<Held, Long> running = new LinkedHashMap<>();
  private FarmBook.Link link;
  private long lastSent;
  private long lastReceived;
  private int offered;
  private long frozenUntil;

  private record Held(int job, long attempt, int task) {}

  FarmWorker(int number, QueueScenario scenario, Agenda agenda, Random random, FarmClient client) {
    this.number = number;
    this.scenario = scenario;
    this.machine = scenario.machines().get(number);
    this.agenda = agenda;
    this.random = random;
    this.client = client;
    this.offered = machine.slots();
    agenda.at(machine.joinsAt(), this::connect);
    if (machine.unrest() < Long.MAX_VALUE / 4) {
      agenda.at(machine.joinsAt() + spread(machine.unrest()), this::befall);
    }
  }

  /** Returns whether it is well and connected, as far as it knows. */
  boolean isLinked() {
    return link != null;
  }

  boolean isAlive() {
    return link != null && agenda.now() >= frozenUntil;
  }

  FarmBook.Link link() {
    return link;
  }

  /** Whether it does not do what it is given, so that nobody can say when a slot of it is free. */
  boolean lies() {
    return machine.lie() != QueueScenario.Lie.NONE;
  }

  /** Whether what it says it has rendered is nothing. */
  boolean rendersNothing() {
    return machine.lie() == QueueScenario.Lie.RENDERS_NOTHING;
  }

  boolean takes(int job) {
    return !machine.refused().contains(job);
  }

  private void connect() {
    if (link == null) {
      link = client.linked(this, "machine-" + number, offered);
      if (machine.lie() == QueueScenario.Lie.FLAPS
          || machine.lie() == QueueScenario.Lie.FLAPS_SLOTS) {
        FarmBook.Link mine = link;
        agenda.in(SECOND / 2 + spread(3 * SECOND), () -> flap(mine));
      }
    }
  }

  private void flap(FarmBook.Link mine) {
    if (link != mine) {
      return;
    }
    if (machine.lie() == QueueScenario.Lie.FLAPS) {
      client.unlinked(this, mine);
    } else {
      offer(offered == 0 ? 64 : 0);
      agenda.in(SECOND / 2 + spread(3 * SECOND), () -> flap(mine));
    }
  }

  /** The client ended the link, or it broke. */
  void unlinked(FarmBook.Link ended) {
    if (link == ended) {
      link = null;
      queue.clear();
      running.clear();
      agenda.in(SECOND / 5 + spread(SECOND), this::connect);
    }
  }

  void assigned(int job, long attempt, int task) {
    toWorker(
        () -> {
          queue.add(new Held(job, attempt, task));
          lie(queue.getLast());
          startNext();
        });
  }

  private void lie(Held held) {
    FarmBook.Link mine = link;
    switch (machine.lie()) {
      case NEVER_ENDS -> {
        toClient(held.job, now -> new SchedulerEvent.Started(now, held.attempt));
        agenda.in(SECOND + spread(30 * SECOND), () -> client.unlinked(this, mine));
      }
      case GIVES_BACK -> {
        if (random.nextBoolean()) {
          toClient(held.job, now -> new SchedulerEvent.Started(now, held.attempt));
        }
        queue.remove(held);
        toClient(held.job, now -> new SchedulerEvent.Returned(now, held.attempt));
      }
      case RENDERS_NOTHING -> {
        queue.remove(held);
        toClient(held.job, now -> new SchedulerEvent.Rendered(now, held.attempt));
        if (random.nextBoolean()) {
          toClient(held.job, now -> new SchedulerEvent.Returned(now, held.attempt));
        }
      }
      default -> {
        // It is seen elsewhere.
      }
    }
  }

  void revoked(int job, long attempt) {
    toWorker(
        () -> {
          if (machine.lie() != QueueScenario.Lie.SITS_ON_TASKS
              && queue.removeIf(held -> held.job == job && held.attempt == attempt)) {
            toClient(job, now -> new SchedulerEvent.Returned(now, attempt));
          }
        });
  }

  void cancelled(int job, long attempt) {
    toWorker(
        () -> {
          queue.removeIf(held -> held.job == job && held.attempt == attempt);
          running.keySet().removeIf(held -> held.job == job && held.attempt == attempt);
          startNext();
        });
  }

  private void startNext() {
    if (machine.lie() == QueueScenario.Lie.SITS_ON_TASKS
        || machine.lie() == QueueScenario.Lie.NEVER_ENDS) {
      return;
    }
    while (running.size() < offered && !queue.isEmpty()) {
      Held held = queue.remove();
      running.put(held, agenda.now());
      if (machine.tellsStarts()) {
        toClient(held.job, now -> new SchedulerEvent.Started(now, held.attempt));
      }
      long cost =
          (long) (scenario.jobs().get(held.job).costs().get(held.task) * machine.slowness());
      boolean fails = random.nextDouble() < machine.failure();
      FarmBook.Link mine = link;
      agenda.in(fails ? (long) (cost * random.nextDouble()) : cost, () -> ends(mine, held, fails));
    }
  }

  private void ends(FarmBook.Link mine, Held held, boolean fails) {
    if (link == mine && client.kills(held.job, held.task)) {
      client.unlinked(this, mine);
    } else if (link == mine && running.remove(held) != null) {
      FailureKind kind = machine.kind();
      toClient(
          held.job,
          fails
              ? now -> new SchedulerEvent.Failed(now, held.attempt, kind, "it broke")
              : now -> new SchedulerEvent.Rendered(now, held.attempt));
      startNext();
    }
  }

  private void toWorker(Runnable message) {
    FarmBook.Link mine = link;
    lastReceived = Math.max(lastReceived, Math.max(agenda.now(), frozenUntil) + delay());
    agenda.at(
        lastReceived,
        () -> {
          if (link == mine) {
            message.run();
          }
        });
  }

  private void toClient(int job, FarmClient.Event event) {
    FarmBook.Link mine = link;
    send(() -> client.message(mine, job, event));
    if (machine.lie() == QueueScenario.Lie.REPEATS) {
      send(() -> client.message(mine, job, event));
    }
  }

  private void send(Runnable message) {
    lastSent = Math.max(lastSent, Math.max(agenda.now(), frozenUntil) + delay());
    agenda.at(lastSent, message);
  }

  private long delay() {
    return (long) (random.nextDouble() * machine.delay());
  }

  private void befall() {
    if (agenda.now() > scenario.troubles()) {
      return;
    }
    agenda.in(spread(machine.unrest()), this::befall);
    FarmBook.Link mine = link;
    if (mine == null) {
      return;
    }
    switch (random.nextInt(5)) {
      case 0 -> client.unlinked(this, mine);
      case 1 -> frozenUntil = agenda.now() + spread(3 * SECOND);
      default -> {
        offer(random.nextInt(machine.slots() + 1));
        agenda.in(spread(5 * SECOND), () -> offer(machine.slots()));
      }
    }
  }

  private void offer(int slots) {
    offered = slots;
    FarmBook.Link mine = link;
    if (mine != null) {
      send(() -> client.offered(mine, slots));
      startNext();
    }
  }

  private long spread(long mean) {
    return (long) (mean * Math.min(6, -Math.log(1 - random.nextDouble())));
  }
}

package org.networkrender.core.scheduler.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.networkrender.api.ErrorKind;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.scheduler.simulation.SimulatedClient.Link;

/**
 * A worker process: it queues, renders for this client and for another one, and gets into trouble.
 */
final class SimulatedWorker {
  private static final long SECOND = Scenario.SECOND;

  private final Scenario scenario;
  private final Scenario.Machine machine;
  private final boolean faithful;
  private final Agenda agenda;
  private final Random random;
  private final SimulatedClient client;
  private final Deque<Held> queue = new ArrayDeque<>();
  private final Map<Long, Held> running = new LinkedHashMap<>();
  private Link link;
  private boolean up;
  private int life;
  private long frozenUntil;
  private int offered;
  private int othersQueued;
  private int othersRunning;
  private boolean othersTurn;

  private record Held(long attempt, int task) {}

  SimulatedWorker(
      Scenario scenario, int number, Agenda agenda, Random random, SimulatedClient client) {
    this.scenario = scenario;
    this.machine = scenario.machines().get(number);
    this.faithful = number == 0;
    this.agenda = agenda;
    this.random = random;
    this.client = client;
    agenda.at(machine.joinsAt(), this::boot);
    if (machine.unrest() != Long.MAX_VALUE) {
      agenda.at(machine.joinsAt() + spread(machine.unrest()), this::trouble);
    }
  }

  Scenario.Machine machine() {
    return machine;
  }

  private void boot() {
    life++;
    up = true;
    offered = machine.slots();
    othersQueued = 0;
    othersRunning = 0;
    connect();
    if (machine.otherClient() > 0) {
      later(spread(machine.otherClient()), this::otherClientOrders);
    }
  }

  private void connect() {
    link = client.open(this, offered);
    beat(link);
  }

  private void beat(Link mine) {
    if (link == mine) {
      mine.toClient(now -> new SchedulerEvent.Heard(now, mine.number));
      later(SECOND, () -> beat(mine));
    }
  }

  void assigned(Link from, long attempt, int task) {
    overLink(
        from,
        () -> {
          queue.add(new Held(attempt, task));
          startNext();
        });
  }

  void revoked(Link from, long attempt) {
    overLink(
        from,
        () -> {
          if (queue.removeIf(held -> held.attempt == attempt)) {
            link.toClient(now -> new SchedulerEvent.Returned(now, attempt));
          }
        });
  }

  void cancelled(Link from, long attempt) {
    overLink(
        from,
        () -> {
          queue.removeIf(held -> held.attempt == attempt);
          running.remove(attempt);
          startNext();
        });
  }

  /** The link has ended: what it brought is stopped, and a new one is made after a while. */
  void linkEnded(Link ended) {
    process(
        () -> {
          if (link == ended) {
            link = null;
            queue.clear();
            running.clear();
            startNext();
            later(
                SECOND / 5 + spread(SECOND),
                () -> {
                  if (link == null) {
                    connect();
                  }
                });
          }
        });
  }

  private void startNext() {
    while (running.size() + othersRunning < machine.slots()) {
      boolean mine = !queue.isEmpty() && offered > running.size();
      boolean others = othersQueued > 0;
      if (!mine && !others) {
        return;
      }
      if (others && (othersTurn || !mine)) {
        othersQueued--;
        othersRunning++;
        later(spread(4 * SECOND), this::otherDone);
      } else {
        start(queue.remove());
      }
      othersTurn = !othersTurn;
    }
  }

  private void start(Held held) {
    running.put(held.attempt, held);
    link.toClient(now -> new SchedulerEvent.Started(now, held.attempt));
    long cost = (long) (scenario.costs().get(held.task) * machine.slowness());
    boolean poisoned = scenario.poisoned().get(held.task);
    boolean fails = poisoned || random.nextDouble() < machine.failure();
    if (fails) {
      later((long) (cost * random.nextDouble()), () -> fail(held, poisoned));
    } else {
      later(cost / 2, () -> progress(held));
      later(cost, () -> rendered(held));
    }
  }

  private void progress(Held held) {
    if (held.equals(running.get(held.attempt))) {
      link.toClient(now -> new SchedulerEvent.Progressed(now, held.attempt, 0.5));
    }
  }

  private void rendered(Held held) {
    if (running.remove(held.attempt, held)) {
      link.toClient(now -> new SchedulerEvent.Rendered(now, held.attempt));
      startNext();
    }
  }

  private void fail(Held held, boolean poisoned) {
    if (running.remove(held.attempt, held)) {
      ErrorKind kind = poisoned ? ErrorKind.USER : machine.kind();
      link.toClient(now -> new SchedulerEvent.Failed(now, held.attempt, kind, "it broke"));
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

  private void trouble() {
    if (agenda.now() > scenario.troubles()) {
      return;
    }
    agenda.in(spread(machine.unrest()), this::trouble);
    boolean forGood = !faithful && random.nextInt(8) == 0;
    long length = forGood ? Long.MAX_VALUE / 4 : SECOND / 10 + spread(6 * SECOND);
    switch (random.nextInt(5)) {
      case 0 -> crash(length, random.nextBoolean());
      case 1 -> frozenUntil = Math.max(frozenUntil, agenda.now() + length);
      case 2, 3 -> cut(random.nextBoolean());
      default -> process(() -> drain(length));
    }
  }

  private void crash(long length, boolean noticed) {
    if (!up) {
      return;
    }
    client.trace(machine.name() + " crashes for " + length / 1e9 + " s");
    life++;
    up = false;
    frozenUntil = 0;
    queue.clear();
    running.clear();
    if (link != null) {
      link.cut(noticed);
      link = null;
    }
    agenda.in(length, this::boot);
  }

  private void cut(boolean noticed) {
    if (link != null) {
      client.trace(machine.name() + " loses its link");
      Link lost = link;
      lost.cut(noticed);
      agenda.in(spread(SECOND), () -> linkEnded(lost));
    }
  }

  private void drain(long length) {
    offer(random.nextInt(3) == 0 ? random.nextInt(machine.slots()) : 0);
    if (offered == 0 && random.nextBoolean() && link != null) {
      for (Held held : queue) {
        link.toClient(now -> new SchedulerEvent.Returned(now, held.attempt));
      }
      queue.clear();
    }
    later(length, () -> offer(machine.slots()));
  }

  private void offer(int slots) {
    offered = slots;
    Link mine = link;
    if (mine != null) {
      mine.toClient(now -> new SchedulerEvent.SlotsOffered(now, mine.number, slots));
      startNext();
    }
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

  /** Takes a message, unless its link has ended for this process meanwhile. */
  private void overLink(Link from, Runnable action) {
    process(
        () -> {
          if (link == from) {
            action.run();
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

package org.networkrender.core.scheduler.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.scheduler.simulation.SimulatedClient.Link;

/** One client at a worker: the way to it, and the tasks that it has given. */
final class WorkerSession {
  private static final long SECOND = Scenario.SECOND;

  /** A task that it was given. */
  record Held(long attempt, int task) {}

  private final SimulatedWorker worker;
  private final Scenario.Machine machine;
  private final SimulatedProcess process;
  private final Random random;
  final SimulatedJob job;
  final Deque<Held> queue = new ArrayDeque<>();
  final Map<Long, Held> running = new LinkedHashMap<>();
  final Set<Long> broken = new HashSet<>();
  Link link;

  WorkerSession(SimulatedWorker worker, SimulatedProcess process, Random random, SimulatedJob job) {
    this.worker = worker;
    this.machine = worker.machine();
    this.process = process;
    this.random = random;
    this.job = job;
  }

  void connect() {
    if (link == null && job.client().isAlive()) {
      // Numbers of attempts mean something on one connection only.
      broken.clear();
      link = job.client().open(worker);
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
    process.later(
        machine.prepares(),
        () -> {
          if (link == mine && fails) {
            mine.awaits(false);
            process.later(worker.spread(10 * SECOND), () -> prepareAgain(mine));
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
    int slots = worker.offered();
    String name = machine.name();
    do {
      mine.toClient(now -> new SchedulerEvent.WorkerJoined(now, mine.number, name, slots, false));
    } while (machine.liar() == Scenario.Lie.ROGUE && random.nextInt(3) == 0);
  }

  private void beat(Link mine) {
    if (link == mine) {
      mine.toClient(now -> new SchedulerEvent.Heard(now, mine.number));
      process.later(SECOND, () -> beat(mine));
    }
  }

  void clear() {
    queue.clear();
    running.clear();
  }
}

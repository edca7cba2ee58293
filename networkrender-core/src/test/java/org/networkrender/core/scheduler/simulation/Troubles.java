package org.networkrender.core.scheduler.simulation;

import java.util.List;
import java.util.Random;

/** What befalls workers and their network, as long as the scenario has it. */
final class Troubles {
  private static final long SECOND = Scenario.SECOND;

  private final Scenario scenario;
  private final Agenda agenda;
  private final Random random;
  private final List<SimulatedWorker> workers;

  Troubles(Scenario scenario, Agenda agenda, Random random, List<SimulatedWorker> workers) {
    this.scenario = scenario;
    this.agenda = agenda;
    this.random = random;
    this.workers = workers;
    for (SimulatedWorker worker : workers) {
      Scenario.Machine machine = worker.machine();
      if (machine.unrest() != Long.MAX_VALUE) {
        agenda.at(machine.joinsAt() + spread(machine.unrest()), () -> befall(worker));
      }
    }
    for (Scenario.Partition partition : scenario.partitions()) {
      agenda.at(partition.at(), () -> divide(partition));
    }
  }

  private void befall(SimulatedWorker worker) {
    if (agenda.now() > scenario.troubles()) {
      return;
    }
    agenda.in(spread(worker.machine().unrest()), () -> befall(worker));
    boolean faithful = worker == workers.get(0);
    boolean forGood = !faithful && random.nextInt(8) == 0;
    long length = forGood ? Long.MAX_VALUE / 4 : SECOND / 10 + spread(6 * SECOND);
    switch (random.nextInt(6)) {
      case 0 -> worker.crash(length, random.nextBoolean());
      case 1 -> worker.freeze(length);
      case 2, 3 -> worker.cut(random.nextBoolean());
      case 4 -> worker.isolate(SECOND / 10 + spread(4 * SECOND));
      default -> worker.drain(length);
    }
  }

  /** Several machines cannot be reached any more, all at once. */
  private void divide(Scenario.Partition partition) {
    for (int i = 0; i < workers.size(); i++) {
      if (partition.machines().get(i)) {
        workers.get(i).isolate(partition.length());
      }
    }
  }

  private long spread(long mean) {
    return (long) (mean * Math.min(6, -Math.log(1 - random.nextDouble())));
  }
}

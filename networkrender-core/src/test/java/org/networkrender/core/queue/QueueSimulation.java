package org.networkrender.core.queue;

import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import org.networkrender.core.scheduler.Scheduler;
import org.networkrender.core.scheduler.SchedulerSettings;
import org.networkrender.core.scheduler.TailRules;
import org.networkrender.core.scheduler.TaskGraph;
import org.networkrender.core.scheduler.simulation.Agenda;

/** One farm with several jobs in virtual time, as a seed has it. The same seed is the same run. */
final class QueueSimulation {
  /** What {@link #run} takes where nobody reads. */
  static final Consumer<String> SILENT = line -> {};

  /** More never happens on a farm that gets on. */
  private static final int MOST_STEPS = 1_000_000;

  private QueueSimulation() {}

  /** What is put to the test. */
  @FunctionalInterface
  interface Subject {
    /** Makes a queue for the length of a turn. */
    JobQueue queue(Duration turn);

    /** Returns whether the queue is told of an event. */
    default boolean hears(QueueEvent event) {
      return true;
    }

    /** Makes the scheduler of a job. */
    default Scheduler scheduler(TaskGraph graph) {
      return new Scheduler(SchedulerSettings.defaults(), graph, TailRules.none());
    }
  }

  /**
   * Runs a seed.
   *
   * @param seed which farm, which jobs, which troubles
   * @param subject what is put to the test
   * @param trace gets what happens, a line each
   * @throws QueueBroken when a law was broken
   */
  static void run(long seed, Subject subject, Consumer<String> trace) {
    QueueScenario scenario = QueueScenario.roll(seed);
    Agenda agenda = new Agenda();
    Random random = new Random(seed ^ 0x5DEECE66DL);
    FarmClient client = new FarmClient(scenario, agenda, random, subject, trace);
    for (int i = 0; i < scenario.machines().size(); i++) {
      new FarmWorker(i, scenario, agenda, random, client);
    }
    int steps = 0;
    long bound = scenario.bound();
    while (!client.isDone() && agenda.now() <= bound && steps < MOST_STEPS) {
      agenda.step();
      steps++;
    }
    QueueBroken.require(
        7, client.isDone(), () -> "not done after " + agenda.now() / 1e9 + " s: " + scenario);
  }
}

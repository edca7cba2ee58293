package org.networkrender.core.scheduler.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.Scheduler;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.scheduler.SchedulerSettings;
import org.networkrender.core.scheduler.TailRules;
import org.networkrender.core.scheduler.TaskGraph;

/** One farm in virtual time, as a seed has it. The same seed is the same run. */
public final class Simulation {
  /** What {@link #run} takes where nobody reads. */
  public static final Consumer<String> SILENT = line -> {};

  /** More never happens on a farm whose scheduler gets on. */
  private static final int MOST_STEPS = 2_000_000;

  private Simulation() {}

  /** A law was broken. */
  public static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
      super(message);
    }
  }

  /** Makes schedulers. */
  @FunctionalInterface
  public interface Maker {
    /** Returns what handles the events of a job with such tasks, of which some may be cut. */
    Function<SchedulerEvent, List<Effect>> make(TaskGraph graph, TailRules rules);
  }

  /** Returns a maker of the real scheduler. */
  public static Maker real() {
    return (graph, rules) -> new Scheduler(SchedulerSettings.defaults(), graph, rules)::handle;
  }

  /**
   * Runs a seed.
   *
   * @param seed which farm, which jobs, which troubles
   * @param scheduler makes the schedulers
   * @param trace gets what happens, a line each
   * @throws Broken when a law was broken
   */
  public static void run(long seed, Maker scheduler, Consumer<String> trace) {
    List<Scenario> scenarios = new ArrayList<>();
    scenarios.add(ScenarioDice.roll(seed));
    if (seed % 6 == 0) {
      Scenario second = ScenarioDice.roll(-seed).on(scenarios.get(0));
      scenarios.add(second);
      // What kills a worker costs the other client an attempt, and neither can know why.
      boolean certain = scenarios.stream().allMatch(each -> each.killers().isEmpty());
      scenarios.replaceAll(each -> certain ? each : each.uncertain());
    }
    run(scenarios, new Random(seed ^ 0x5DEECE66DL), scheduler, trace);
  }

  private static void run(
      List<Scenario> scenarios, Random random, Maker scheduler, Consumer<String> trace) {
    Scenario farm = scenarios.get(0);
    Agenda agenda = new Agenda();
    List<SimulatedJob> jobs = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      String who = scenarios.size() == 1 ? "" : "client " + jobs.size() + ": ";
      Consumer<String> lines =
          trace == SILENT ? SILENT : line -> trace.accept(at(agenda.now()) + who + line);
      jobs.add(new SimulatedJob(scenario, agenda, random, scheduler, lines));
    }
    List<SimulatedWorker> workers = new ArrayList<>();
    for (Scenario.Machine machine : farm.machines()) {
      workers.add(new SimulatedWorker(machine, agenda, random, jobs));
    }
    new Troubles(farm, agenda, random, workers);
    long end = farm.troubles() + scenarios.stream().mapToLong(Simulation::bound).sum();
    end += 40 * jobs.stream().mapToLong(SimulatedJob::work).sum();
    int steps = 0;
    while (!jobs.stream().allMatch(SimulatedJob::isDone) && agenda.now() <= end) {
      agenda.step();
      if (++steps > MOST_STEPS) {
        throw new Broken("law 1: it goes round in circles: " + farm);
      }
    }
    if (!jobs.stream().allMatch(SimulatedJob::isDone)) {
      throw new Broken("law 1: the job is not done after " + end / 1e9 + " s: " + farm);
    }
    jobs.forEach(SimulatedJob::checkEndings);
    // Whatever still comes must not move it any more.
    for (int i = 0; i < 200 && agenda.step(); i++) {}
  }

  /** Returns after how much time a job must have ended; a scheduler that never ends is found so. */
  private static long bound(Scenario scenario) {
    long work = 0;
    for (long cost : scenario.costs()) {
      work += cost;
    }
    long hopeless = scenario.killers().cardinality();
    if (scenario.machines().stream().anyMatch(each -> each.liar() == Scenario.Lie.SITS_ON_TASKS)) {
      hopeless += scenario.killers().cardinality() + scenario.poisons().size();
    }
    hopeless += scenario.unopenable() == null ? 0 : 1;
    if (scenario.machines().stream().anyMatch(each -> each.liar() == Scenario.Lie.ROGUE)) {
      // What it never ends is taken back after two hours, three times at most; what all others fail
      // at after 4, 4, 8, 16 and 16 hours.
      hopeless += 24 + 96;
    }
    long deliveries = scenario.allTasks() * scenario.deliveries().longest();
    return (900 + 1800 * hopeless) * Scenario.SECOND + 40 * work + 20 * deliveries;
  }

  private static String at(long nanos) {
    return String.format(Locale.ROOT, "%9.3f ", nanos / 1e9);
  }
}

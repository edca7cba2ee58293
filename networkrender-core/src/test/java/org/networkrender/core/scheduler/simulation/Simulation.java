package org.networkrender.core.scheduler.simulation;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.Scheduler;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.scheduler.SchedulerSettings;
import org.networkrender.core.scheduler.simulation.Book.Ending;

/** One job on one farm in virtual time, as a seed has it. The same seed is the same run. */
public final class Simulation {
  /** What {@link #run} takes where nobody reads. */
  public static final Consumer<String> SILENT = line -> {};

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
    /** Returns what handles the events of a job with so many tasks, and held ones after them. */
    Function<SchedulerEvent, List<Effect>> make(int tasks, int held);
  }

  /** Returns a maker of the real scheduler. */
  public static Maker real() {
    return (tasks, held) -> new Scheduler(SchedulerSettings.defaults(), tasks, held)::handle;
  }

  /**
   * Runs a seed.
   *
   * @param seed which farm, which job, which troubles
   * @param scheduler makes the scheduler
   * @param trace gets what happens, a line each
   * @throws Broken when a law was broken
   */
  public static void run(long seed, Maker scheduler, Consumer<String> trace) {
    Scenario scenario = Scenario.of(seed);
    Random random = new Random(seed ^ 0x5DEECE66DL);
    Agenda agenda = new Agenda();
    Book book = new Book(scenario.tasks());
    boolean traces = trace != SILENT;
    SimulatedClient client =
        new SimulatedClient(
            agenda,
            random,
            scheduler.make(scenario.tasks(), 0),
            new Laws(book),
            traces ? line -> trace.accept(at(agenda.now()) + line) : SILENT);
    client.tick();
    for (int i = 0; i < scenario.machines().size(); i++) {
      new SimulatedWorker(scenario, i, agenda, random, client);
    }
    if (scenario.cancelAt() >= 0) {
      agenda.at(scenario.cancelAt(), () -> client.post(SchedulerEvent.Cancelled::new));
    }
    for (int jumps = random.nextInt(3); jumps > 0; jumps--) {
      long nanos = (long) (Math.pow(10, random.nextDouble() * 4) * Scenario.SECOND);
      agenda.at(
          (long) (random.nextDouble() * 60 * Scenario.SECOND),
          () -> client.jump(random.nextInt(4) == 0 ? -Scenario.SECOND : nanos));
    }
    long end = scenario.troubles() + bound(scenario);
    while (!book.done && agenda.now() <= end && agenda.step()) {}
    if (!book.done) {
      throw new Broken("law 1: the job is not done after " + end / 1e9 + " s: " + scenario);
    }
    if (scenario.cancelAt() < 0) {
      checkEndings(scenario, book);
    }
    // Whatever still comes must not move it any more.
    for (int i = 0; i < 200 && agenda.step(); i++) {}
  }

  private static long bound(Scenario scenario) {
    long work = 0;
    for (long cost : scenario.costs()) {
      work += cost;
    }
    return 900 * Scenario.SECOND + 40 * work;
  }

  private static void checkEndings(Scenario scenario, Book book) {
    for (int task = 0; task < scenario.tasks(); task++) {
      Ending ending = book.tasks.get(task).ending;
      boolean poisoned = scenario.poisoned().get(task);
      boolean certain = !scenario.failing() || !scenario.losing();
      if (ending == null
          || (poisoned && ending == Ending.ACCEPTED)
          || (!poisoned && certain && ending != Ending.ACCEPTED)) {
        throw new Broken("task " + task + (poisoned ? ", poisoned," : "") + " ended as " + ending);
      }
    }
  }

  private static String at(long nanos) {
    return String.format(Locale.ROOT, "%9.3f ", nanos / 1e9);
  }
}

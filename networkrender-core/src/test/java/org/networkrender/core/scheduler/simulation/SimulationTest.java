package org.networkrender.core.scheduler.simulation;

import org.junit.jupiter.api.Test;

/**
 * Runs the scheduler on many farms in virtual time.
 *
 * <p>{@code -Dsimulation.seeds=100000} runs more, {@code -Dsimulation.seed=17} replays one and
 * prints what happens.
 */
class SimulationTest {
  private static final long FIRST_SEED = 1;

  @Test
  void lawsHoldOnEveryFarm() {
    Long replayed = Long.getLong("simulation.seed");
    if (replayed != null) {
      Simulation.run(replayed, Simulation.real(), System.out::println);
      return;
    }
    long seeds = Long.getLong("simulation.seeds", 2000);
    for (long seed = FIRST_SEED; seed < FIRST_SEED + seeds; seed++) {
      runOrExplain(seed);
    }
  }

  private static void runOrExplain(long seed) {
    try {
      Simulation.run(seed, Simulation.real(), Simulation.SILENT);
    } catch (RuntimeException e) {
      String replay =
          "mvn -pl networkrender-core -am test -Dsurefire.failIfNoSpecifiedTests=false"
              + " -Dtest=SimulationTest -Dsimulation.seed="
              + seed;
      throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\nreplay: " + replay, e);
    }
  }
}

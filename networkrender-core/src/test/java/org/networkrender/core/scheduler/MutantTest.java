package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.networkrender.core.scheduler.simulation.Simulation;

/** Shows that the simulation can fail: it finds each defect within a few hundred farms. */
class MutantTest {
  private static final int SEEDS = 300;
  private static final int ENOUGH = 3;

  @ParameterizedTest
  @EnumSource
  void simulationFindsTheDefect(Mutant mutant) {
    int found = 0;
    for (long seed = 1; seed <= SEEDS && found < ENOUGH; seed++) {
      try {
        Simulation.run(seed, mutant::scheduler, Simulation.SILENT);
      } catch (Simulation.Broken e) {
        found++;
      }
    }
    assertThat(found).as("farms of %s on which a law was broken", SEEDS).isEqualTo(ENOUGH);
  }
}

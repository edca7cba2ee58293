package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.networkrender.core.scheduler.simulation.Simulation;

/** Shows that the simulation can fail: it finds each defect within a thousand farms. */
@Tag("beside-others")
class MutantTest {
  private static final int SEEDS = 3000;
  private static final int ENOUGH = 1;

  @ParameterizedTest
  @EnumSource
  void simulationFindsTheDefect(Mutant mutant) {
    assertFound(mutant);
  }

  @ParameterizedTest
  @EnumSource
  void simulationFindsTheMisjudgement(FailureMutant mutant) {
    assertFound(mutant);
  }

  @ParameterizedTest
  @EnumSource
  void simulationFindsWhatIsTakenForAlike(AlikeMutant mutant) {
    assertFound(mutant);
  }

  @ParameterizedTest
  @EnumSource
  void simulationFindsWhatIsCutWrongly(CutMutant mutant) {
    assertFound(mutant);
  }

  @ParameterizedTest
  @EnumSource
  void simulationFindsWhatIsNeededAndNotDone(GraphMutant mutant) {
    assertFound(mutant);
  }

  @ParameterizedTest
  @EnumSource
  void simulationFindsTheLieThatIsBelieved(RogueMutant mutant) {
    assertFound(mutant);
  }

  private static void assertFound(Mutation mutant) {
    int found = 0;
    long seed = 0;
    while (seed < SEEDS && found < ENOUGH) {
      try {
        Simulation.run(++seed, mutant::scheduler, Simulation.SILENT);
      } catch (Simulation.Broken e) {
        found++;
      }
    }
    assertThat(found).as("farms of %s on which a law was broken", SEEDS).isEqualTo(ENOUGH);
  }
}

package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.networkrender.core.scheduler.simulation.Simulation;

/** Shows that the simulation can fail: it finds each defect within {@value #SEEDS} farms. */
@Tag("beside-others")
class MutantTest {
  private static final int SEEDS = 3000;
  private static final int ENOUGH = 1;

  /** Where the search for a rare one begins: at the farm that found it last. */
  private static final Map<Mutation, Long> FIRST =
      Map.of(
          CutMutant.LOSES_WHAT_IS_TAKEN_BACK, 84L,
          AlikeMutant.TAKES_ALL_FOR_ALIKE, 112L,
          FailureMutant.WAITS_FOR_THE_DEAF, 129L,
          RogueMutant.LEARNS_FROM_WHAT_NEVER_BEGAN, 466L,
          RogueMutant.TAKES_BACK_WHAT_WAS_BEGUN, 144L,
          AlikeMutant.FORGETS_WHO_COMES, 226L,
          GraphMutant.FORGETS_WHAT_IS_DONE_HERE, 272L,
          AlikeMutant.AWAITS_FOR_EVER, 341L,
          FailureMutant.FORGETS_WHO_LEFT, 341L,
          AlikeMutant.BLAMES_TASKS_FOR_TRANSFERS, 2929L);

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

  @ParameterizedTest
  @EnumSource
  void simulationFindsWhatIsGivenToWhoDeliversNothing(DeliveryMutant mutant) {
    assertFound(mutant);
  }

  private static void assertFound(Mutation mutant) {
    int found = 0;
    long first = FIRST.getOrDefault(mutant, 1L);
    for (long seed = first; seed < first + SEEDS && found < ENOUGH; seed++) {
      try {
        Simulation.run(seed, mutant::scheduler, Simulation.SILENT);
      } catch (Simulation.Broken e) {
        found++;
      }
    }
    assertThat(found).as("farms of %s on which a law was broken", SEEDS).isEqualTo(ENOUGH);
  }
}

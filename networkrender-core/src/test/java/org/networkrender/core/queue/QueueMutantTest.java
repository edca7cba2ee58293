package org.networkrender.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shows that the simulation can fail: it finds each defect, by the law that it breaks. */
@Tag("beside-others")
class QueueMutantTest {
  private static final int SEEDS = 1_000;

  @ParameterizedTest
  @EnumSource
  void simulationFindsTheDefect(QueueMutant mutant) {
    int law = 0;
    long end = mutant.first() + SEEDS;
    for (long seed = mutant.first(); seed < end && law != mutant.law(); seed++) {
      try {
        QueueSimulation.run(seed, mutant, QueueSimulation.SILENT);
      } catch (QueueBroken e) {
        law = e.law();
      }
    }
    assertThat(law).isEqualTo(mutant.law());
  }

  @Test
  void eachLawHasItsDefect() {
    Set<Integer> laws = new TreeSet<>();
    for (QueueMutant mutant : QueueMutant.values()) {
      laws.add(mutant.law());
    }
    assertThat(laws).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
  }
}

package org.networkrender.core.scheduler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A seed is a farm that can be looked at again: nothing that is decided depends on the order of a
 * table without one, which is another in each run.
 */
@Tag("beside-others")
class ReplayTest {
  private static final int SEEDS = 200;

  @Test
  void theSameSeedIsTheSameStory() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      assertThat(story(seed)).as("seed %d", seed).isEqualTo(story(seed));
    }
  }

  private static List<String> story(long seed) {
    List<String> lines = new ArrayList<>();
    Simulation.run(seed, Simulation.real(), lines::add);
    return lines;
  }
}

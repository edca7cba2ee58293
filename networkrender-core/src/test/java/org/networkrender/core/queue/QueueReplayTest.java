package org.networkrender.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A seed is a farm with several jobs that can be looked at again: neither the queue nor the
 * schedulers decide by the order of a table that has none.
 */
class QueueReplayTest {
  private static final int SEEDS = 60;

  @Test
  void theSameSeedIsTheSameStory() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      assertThat(story(seed)).as("seed %d", seed).isEqualTo(story(seed));
    }
  }

  private static List<String> story(long seed) {
    List<String> lines = new ArrayList<>();
    QueueSimulation.run(seed, JobQueue::new, lines::add);
    return lines;
  }
}

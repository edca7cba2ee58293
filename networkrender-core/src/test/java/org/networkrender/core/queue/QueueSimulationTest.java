package org.networkrender.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs the queue with real schedulers on many farms in virtual time, on all processors.
 *
 * <p>{@code -Dqueue.seeds=100000} runs more, {@code -Dqueue.first=60001} begins elsewhere, and
 * {@code -Dqueue.seed=17} replays one and prints what happens.
 */
@Tag("beside-others")
class QueueSimulationTest {
  /** So many are told of a run that goes on after the first one. */
  private static final int MOST_TOLD = 20;

  @Test
  void lawsHoldOnEveryFarm() {
    Long replayed = Long.getLong("queue.seed");
    if (replayed != null) {
      QueueSimulation.run(replayed, JobQueue::new, System.out::println);
      return;
    }
    long first = Long.getLong("queue.first", 1);
    long seeds = Long.getLong("queue.seeds", 2_000);
    List<String> broken =
        LongStream.range(first, first + seeds)
            .parallel()
            .mapToObj(QueueSimulationTest::whatBreaks)
            .filter(Objects::nonNull)
            .limit(MOST_TOLD)
            .toList();
    assertThat(broken)
        .as(
            "replay one: mvn -pl networkrender-core -am test -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dtest=QueueSimulationTest -Dqueue.seed=SEED")
        .isEmpty();
  }

  private static String whatBreaks(long seed) {
    try {
      QueueSimulation.run(seed, JobQueue::new, QueueSimulation.SILENT);
      return null;
    } catch (RuntimeException e) {
      return "seed " + seed + ": " + e;
    }
  }
}

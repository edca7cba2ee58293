package org.networkrender.core.queue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs the queue with real schedulers on many farms in virtual time, on all processors.
 *
 * <p>{@code -Dqueue.seeds=100000} runs more, {@code -Dqueue.seed=17} replays one and prints what
 * happens.
 */
@Tag("beside-others")
class QueueSimulationTest {
  @Test
  void lawsHoldOnEveryFarm() {
    Long replayed = Long.getLong("queue.seed");
    if (replayed != null) {
      QueueSimulation.run(replayed, JobQueue::new, System.out::println);
      return;
    }
    long seeds = Long.getLong("queue.seeds", 2_000);
    LongStream.rangeClosed(1, seeds).parallel().forEach(QueueSimulationTest::runOrExplain);
  }

  private static void runOrExplain(long seed) {
    try {
      QueueSimulation.run(seed, JobQueue::new, QueueSimulation.SILENT);
    } catch (RuntimeException e) {
      String replay =
          "mvn -pl networkrender-core -am test -Dsurefire.failIfNoSpecifiedTests=false"
              + " -Dtest=QueueSimulationTest -Dqueue.seed="
              + seed;
      throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\nreplay: " + replay, e);
    }
  }
}

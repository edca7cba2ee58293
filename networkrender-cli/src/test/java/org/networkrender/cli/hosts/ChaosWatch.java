package org.networkrender.cli.hosts;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits for facts, and lets no round of a chaos run last for ever. */
final class ChaosWatch {
  private static final Duration ROUND = Duration.ofMinutes(10);

  /** For facts that need not come, such as a result while all workers are frozen. */
  private static final Duration BRIEFLY = Duration.ofSeconds(8);

  private static final Duration POLL = Duration.ofMillis(50);

  private final ChaosFarm farm;
  private final boolean stalls;
  private Instant end = Instant.MAX;

  /** {@code stalls} tells whether a stopped Blender is left to the program to find. */
  ChaosWatch(ChaosFarm farm, boolean stalls) {
    this.farm = farm;
    this.stalls = stalls;
  }

  void nextRound() {
    end = Instant.now().plus(ROUND);
  }

  boolean waitsForStalls() {
    return stalls;
  }

  /** Waits for a fact; fails when the time of the round is over. */
  void await(String what, Callable<Boolean> fact) {
    Duration left = Duration.between(Instant.now(), end);
    Awaitility.await(what)
        .pollInterval(POLL)
        .atMost(left.compareTo(BRIEFLY) > 0 ? left : BRIEFLY)
        .until(fact);
  }

  /** Waits for a fact, or for the end of the client. */
  void awaitOrEnd(String what, Callable<Boolean> fact) {
    await(what, () -> farm.client().hasEnded() || fact.call());
  }

  /** Waits for a fact that need not come. */
  void awaitBriefly(String what, Callable<Boolean> fact) {
    Instant enough = Instant.now().plus(BRIEFLY);
    await(what, () -> Instant.now().isAfter(enough) || fact.call());
  }

  /** Waits until so many results have come, or it is clear that they do not come now. */
  void awaitResults(String what, long results) {
    awaitBriefly(what, () -> farm.client().hasEnded() || farm.results() >= results);
  }
}

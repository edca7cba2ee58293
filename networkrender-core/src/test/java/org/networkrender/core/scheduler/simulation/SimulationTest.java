package org.networkrender.core.scheduler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.SchedulerEvent;

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
    Set<String> seen = new TreeSet<>();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + seeds; seed++) {
      runOrExplain(seed, seen);
    }
    // A law that is never put to the test holds for nothing.
    assertThat(seen)
        .contains("Assign", "Revoke", "Cancel", "Accept", "GiveUp", "Drop", "Rest", "Wake", "Done")
        .contains("Revoke after patience")
        .contains("Assign at Released", "Cancel at Withdrawn")
        .contains("GiveUp at Withdrawn", "Done at Withdrawn")
        .contains("Cancel at Verified");
  }

  private static Function<SchedulerEvent, List<Effect>> watched(
      int tasks, int held, Set<String> seen) {
    Function<SchedulerEvent, List<Effect>> scheduler = Simulation.real().make(tasks, held);
    return event -> {
      List<Effect> effects = scheduler.apply(event);
      for (Effect effect : effects) {
        boolean wake = effect instanceof Effect.Rest rest && rest.until() <= event.now();
        seen.add(wake ? "Wake" : effect.getClass().getSimpleName());
        seen.add(effect.getClass().getSimpleName() + " at " + event.getClass().getSimpleName());
        if (effect instanceof Effect.Revoke && event instanceof SchedulerEvent.TimePassed) {
          seen.add("Revoke after patience");
        }
      }
      return effects;
    };
  }

  private static void runOrExplain(long seed, Set<String> seen) {
    try {
      Simulation.run(seed, (tasks, held) -> watched(tasks, held, seen), Simulation.SILENT);
    } catch (RuntimeException e) {
      String replay =
          "mvn -pl networkrender-core -am test -Dsurefire.failIfNoSpecifiedTests=false"
              + " -Dtest=SimulationTest -Dsimulation.seed="
              + seed;
      throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\nreplay: " + replay, e);
    }
  }
}

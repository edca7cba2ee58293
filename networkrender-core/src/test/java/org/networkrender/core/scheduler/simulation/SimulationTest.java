package org.networkrender.core.scheduler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.scheduler.TailRules;
import org.networkrender.core.scheduler.TaskGraph;

/**
 * Runs the scheduler on many farms in virtual time, on all processors.
 *
 * <p>{@code -Dsimulation.seeds=100000} runs more, {@code -Dsimulation.seed=17} replays one and
 * prints what happens.
 */
class SimulationTest {
  private static final long FIRST_SEED = 1;

  /** Of so many farms one is watched for what happens on it. */
  private static final int WATCHED = 2;

  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  @Test
  void lawsHoldOnEveryFarm() {
    Long replayed = Long.getLong("simulation.seed");
    if (replayed != null) {
      Simulation.run(replayed, Simulation.real(), System.out::println);
      return;
    }
    long seeds = Long.getLong("simulation.seeds", 600);
    LongStream.range(FIRST_SEED, FIRST_SEED + seeds).parallel().forEach(this::runOrExplain);
    // A law that is never put to the test holds for nothing.
    assertThat(seen)
        .contains("Assign", "Revoke", "Cancel", "Accept", "GiveUp", "Drop", "Rest", "Wake", "Done")
        .contains("Revoke after patience", "Drop of a deaf one")
        .contains("Assign at Released", "Cancel at Withdrawn", "Cancel at Verified")
        .contains("GiveUp at Withdrawn", "GiveUp at Failed", "GiveUp at TimePassed")
        .contains("GiveUp at WorkerLeft", "Done at Withdrawn")
        .contains("Cut", "Cancel at TimePassed", "Obsolete at Verified", "Obsolete at Failed")
        .contains("Cut of what nobody began", "Cut of what goes on", "Cut of what is stopped")
        .contains("Part taken back")
        .contains(
            "Begin at Placed", "Begin at Completed", "Assign at Placed", "Assign at Completed")
        .contains("GiveUp of what needs another", "Repeated", "Done at Completed");
  }

  /** Farms on which a law was broken once, and that few others are like. */
  @ParameterizedTest
  @ValueSource(longs = {14271, 15465, 17201, 77950, 79749, 102375, 159547, 175858, 177270, 255331})
  void whatWasBrokenOnceHolds(long seed) {
    Simulation.run(seed, Simulation.real(), Simulation.SILENT);
  }

  private Function<SchedulerEvent, List<Effect>> watched(TaskGraph graph, TailRules rules) {
    Function<SchedulerEvent, List<Effect>> scheduler = Simulation.real().make(graph, rules);
    Map<Long, Integer> attempts = new HashMap<>();
    return event -> {
      List<Effect> effects = scheduler.apply(event);
      watchCuts(effects, attempts);
      for (Effect effect : effects) {
        boolean wake = effect instanceof Effect.Rest rest && rest.until() <= event.now();
        seen.add(wake ? "Wake" : effect.getClass().getSimpleName());
        seen.add(effect.getClass().getSimpleName() + " at " + event.getClass().getSimpleName());
        if (effect instanceof Effect.GiveUp giveUp && giveUp.origin() != giveUp.task()) {
          seen.add("GiveUp of what needs another");
        }
        if (effect instanceof Effect.Revoke && event instanceof SchedulerEvent.TimePassed) {
          seen.add("Revoke after patience");
        }
        if (effect instanceof Effect.Drop drop && drop.reason().startsWith("it neither")) {
          seen.add("Drop of a deaf one");
        }
      }
      return effects;
    };
  }

  private void watchCuts(List<Effect> effects, Map<Long, Integer> attempts) {
    Set<Integer> ended = new HashSet<>();
    Set<Integer> stopped = new HashSet<>();
    Set<Integer> cut = new HashSet<>();
    for (Effect effect : effects) {
      if (effect instanceof Effect.Assign e) {
        attempts.put(e.attempt(), e.task());
      } else if (effect instanceof Effect.Cancel e) {
        stopped.add(attempts.remove(e.attempt()));
      } else if (effect instanceof Effect.Cut e) {
        cut.add(e.task());
      } else if (effect instanceof Effect.Accept e) {
        ended.add(e.task());
      } else if (effect instanceof Effect.Obsolete e) {
        ended.add(e.task());
      } else if (effect instanceof Effect.GiveUp e) {
        ended.add(e.task());
      } else if (effect instanceof Effect.Done) {
        return;
      }
    }
    for (int task : cut) {
      boolean goesOn = attempts.containsValue(task);
      seen.add(
          stopped.contains(task)
              ? "Cut of what is stopped"
              : goesOn ? "Cut of what goes on" : "Cut of what nobody began");
    }
    if (stopped.stream().anyMatch(task -> !cut.contains(task) && !ended.contains(task))) {
      seen.add("Part taken back");
    }
  }

  private void runOrExplain(long seed) {
    Simulation.Maker maker = seed % WATCHED == 0 ? this::watched : Simulation.real();
    try {
      Simulation.run(seed, maker, Simulation.SILENT);
    } catch (RuntimeException e) {
      String replay =
          "mvn -pl networkrender-core -am test -Dsurefire.failIfNoSpecifiedTests=false"
              + " -Dtest=SimulationTest -Dsimulation.seed="
              + seed;
      throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\nreplay: " + replay, e);
    }
  }
}

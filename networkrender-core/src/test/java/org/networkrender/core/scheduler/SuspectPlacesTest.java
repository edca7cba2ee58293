package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.networkrender.core.scheduler.Effect.Assign;

/** Where tasks go that are suspected of killing their workers. */
class SuspectPlacesTest {
  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  /** It is rendered after all others: what it takes is what the job takes longer. */
  @Test
  void aSuspectGoesToTheFastestOfTheIdleMachines() {
    FarmScript farm = suspectBesideASlowAndAFastMachine();
    farm.passes(seconds(1), 4, 5).then(new Assign(6, 0, 5));
  }

  @Test
  void aSuspectWaitsForAMachineThatWillHaveDoneItEarlier() {
    FarmScript farm = suspectBesideASlowAndAFastMachine();
    farm.releases(3, "beta").starts(6).passes(seconds(2), 4, 5).thenNothing();
    farm.renders(6).then(new Assign(7, 0, 5));
  }

  @Test
  void aSuspectDoesNotWaitForAMachineThatHasStopped() {
    FarmScript farm = suspectBesideASlowAndAFastMachine();
    farm.releases(3, "beta").starts(6).passes(seconds(4), 4, 5);
    farm.then(new Assign(7, 0, 4));
  }

  /** Four seconds have passed; a task takes four on worker 4, and one on worker 5. */
  private static FarmScript suspectBesideASlowAndAFastMachine() {
    FarmScript farm = new FarmScript(SchedulerSettings.defaults().withSecondAttempts(false), 1, 3);
    for (int link = 1; link <= 3; link++) {
      farm.joins(link, "gamma", 1).starts(farm.attempt(0, link)).leaves(link);
    }
    farm.joins(4, "alpha", 4).joins(5, "beta", 1);
    farm.releases(1, "alpha").releases(2, "beta").starts(4).starts(5);
    farm.passes(seconds(1), 4, 5).finishes(5);
    return farm.passes(seconds(3), 4, 5).finishes(4);
  }

  /** Its link flaps, so it is idle whenever another machine is not. */
  @Test
  void aSuspectWaitsForTheMachineThatHasLostItLessOften() {
    FarmScript farm = suspectOfAMachineThatComesAndGoes();
    farm.passes(seconds(60), 6, 7).thenNothing();
    farm.renders(6).thenGoes(0, 6);
  }

  @Test
  void aSuspectDoesNotWaitForThatForEver() {
    FarmScript farm = suspectOfAMachineThatComesAndGoes();
    farm.passes(seconds(315), 6, 7).thenNothing().passes(seconds(10), 6, 7);
    assertThat(farm.last()).startsWith(new Assign(7, 0, 7));
  }

  @Test
  void aSuspectGoesToTheIdleMachineThatHasLostItLeast() {
    FarmScript farm = suspectOfAMachineThatComesAndGoes().finishes(6);
    farm.passes(seconds(60), 6, 7);
    assertThat(farm.last()).startsWith(new Assign(7, 0, 6));
  }

  /** Twice it was lost beside another that killed its worker, then three times by a bad link. */
  private static FarmScript suspectOfAMachineThatComesAndGoes() {
    FarmScript farm = new FarmScript(SchedulerSettings.defaults().withSecondAttempts(false), 1, 1);
    for (int link = 1; link <= 5; link++) {
      farm.joins(link, link <= 2 ? "steady" : "flapping", 1).passes(seconds(30), link);
      farm.starts(farm.attempt(0, link)).leaves(link);
    }
    farm.joins(6, "steady", 1).releases(1).starts(farm.attempt(1, 6));
    return farm.joins(7, "flapping", 1);
  }
}

package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.networkrender.core.scheduler.FailureKind.REFUSED;
import static org.networkrender.core.scheduler.FailureKind.SCENE;
import static org.networkrender.core.scheduler.FailureKind.WORKER;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.networkrender.core.scheduler.Effect.Assign;
import org.networkrender.core.scheduler.Effect.Drop;
import org.networkrender.core.scheduler.Effect.GiveUp;
import org.networkrender.core.scheduler.Effect.Rest;
import org.networkrender.core.scheduler.Effect.Revoke;

/** A scheduler that has only a share of each worker. */
class SlotsSharedTest {
  @Test
  void whatIsQueuedBeyondTheShareIsAskedBackAndWhatRunsGoesOn() {
    FarmScript farm = new FarmScript(10).joins(1, "alpha", 2).starts(1).starts(2);
    farm.shares(1, 1, 1).then(new Revoke(4, 1), new Revoke(3, 1));
    farm.returns(4).thenNothing().returns(3).thenNothing();
    // Two run, one may: the end of one gives nothing new, that of the other does.
    farm.renders(1).thenNothing().renders(2).then(new Assign(5, 2, 1));
  }

  @Test
  void withoutAShareAllThatIsQueuedIsAskedBackAndNothingStarts() {
    FarmScript farm = new FarmScript(10).joins(1, "alpha", 1).starts(1);
    farm.shares(1, 0, 0).then(new Revoke(2, 1)).returns(2).thenNothing();
    farm.renders(1).thenNothing().verifies(1).passes(Duration.ofSeconds(1)).thenNothing();
    farm.shares(1, 1, 2).then(new Assign(3, 1, 1), new Assign(4, 2, 1));
  }

  @Test
  void aShareWithoutRoomForAQueueGetsNone() {
    FarmScript farm = new FarmScript(10).shares(1, 2, 2).thenNothing().joins(1, "alpha", 4);
    farm.then(new Assign(1, 0, 1), new Assign(2, 1, 1));
    farm.offers(1, 1).thenNothing().offers(1, 0).then(new Revoke(2, 1), new Revoke(1, 1));
  }

  /** It would be given up if the other machine were taken for one that is not there. */
  @Test
  void aFaultOfTheSceneIsToBeSeenByAMachineThatOthersHaveJustNow() {
    FarmScript farm = new FarmScript(1).shares(2, 0, 0).joins(1, "alpha", 1).joins(2, "beta", 1);
    farm.starts(1).fails(1, SCENE).thenNothing();
    farm.passes(Duration.ofMinutes(3), 1, 2);
    assertThat(farm.last()).isEmpty();
    farm.shares(2, 1, 2).then(new Assign(2, 0, 2));
  }

  @Test
  void whoWaitsForItsTurnWakesNoMachineThatRests() {
    FarmScript farm = new FarmScript(4).shares(2, 0, 0).joins(1, "alpha", 1).joins(2, "beta", 1);
    farm.starts(1).fails(1, WORKER).returnsWhatIsAskedBack().thenNothing();
    assertThat(farm.all(Rest.class)).hasSize(1);
  }

  @Test
  void whatSomeHaveRefusedIsNotGivenUpWhileAnotherOneIsNotToBeHad() {
    FarmScript farm = new FarmScript(1).shares(2, 0, 0).joins(1, "alpha", 1).joins(2, "beta", 1);
    farm.starts(1).fails(1, REFUSED);
    farm.passes(Duration.ofMinutes(3), 1, 2);
    assertThat(farm.all(GiveUp.class)).isEmpty();
  }

  @Test
  void aShareIsNoSignOfLife() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1);
    for (int i = 0; i < 6; i++) {
      farm.passes(Duration.ofSeconds(1)).shares(1, 1, 1 + i % 2);
    }
    assertThat(farm.all(Drop.class)).hasSize(1);
  }

  @Test
  void demandTellsWhatWaitsAndWhereItFits() {
    Scheduler scheduler =
        new Scheduler(SchedulerSettings.defaults(), TaskGraph.of(3, 1), TailRules.none());
    Demand demand = scheduler.demand();
    assertThat(demand.tasks()).isEqualTo(3);
    scheduler.handle(new SchedulerEvent.WorkerJoined(1, 1, "alpha", 1, false));
    scheduler.handle(new SchedulerEvent.SlotsShared(2, 2, 0, 0, true));
    scheduler.handle(new SchedulerEvent.WorkerJoined(3, 2, "beta", 1, false));
    assertThat(demand.waiting()).isEqualTo(1);
    assertThat(demand.tasks()).isEqualTo(3);
    assertThat(demand.fits(1)).isTrue();
    assertThat(demand.fits(2)).isTrue();
    assertThat(demand.fits(3)).isFalse();
    assertThat(demand.leavesIdle(1)).isFalse();
    scheduler.handle(new SchedulerEvent.Withdrawn(4, 2, "not needed"));
    // Nothing waits, but what is queued behind another one could go there.
    assertThat(demand.waiting()).isZero();
    assertThat(demand.fits(2)).isTrue();
    scheduler.handle(new SchedulerEvent.Withdrawn(5, 1, "not needed"));
    assertThat(demand.fits(2)).isFalse();
  }

  /** The queue would give it slots there that it cannot use, and none elsewhere. */
  @Test
  void aWorkerThatHoldsASuspectIsOfNoUseBesideIt() {
    FarmScript farm = new FarmScript(1, 1);
    for (int link = 1; link <= 3; link++) {
      farm.joins(link, "alpha", 2).starts(farm.attempt(0, link)).leaves(link);
    }
    farm.joins(4, "alpha", 2).passes(Duration.ofSeconds(5), 4).then(new Assign(4, 0, 4));
    farm.releases(1).thenNothing();
    assertThat(farm.demand().waiting()).isOne();
    assertThat(farm.demand().fits(4)).isFalse();
  }

  @Test
  void aSuspectWaitsUntilNothingOfOtherJobsIsThere() {
    FarmScript farm = new FarmScript(1);
    for (int link = 1; link <= 3; link++) {
      farm.joins(link, "alpha", 2).starts(farm.attempt(0, link)).leaves(link);
    }
    farm.sharesBesideOthers(4, 1).joins(4, "alpha", 2).passes(Duration.ofSeconds(6), 4);
    assertThat(farm.all(Assign.class)).hasSize(3);
    assertThat(farm.demand().fits(4)).isFalse();
    assertThat(farm.demand().fitsAlone(4)).isTrue();
    assertThat(farm.demand().leavesIdle(4)).isFalse();
    farm.shares(4, 1, 1).then(new Assign(4, 0, 4));
    assertThat(farm.demand().isAlone(4)).isTrue();
    assertThat(farm.demand().fitsAlone(4)).isFalse();
  }

  /** Seed 45672 of the queue: what waits fits nowhere, and a suspect may wait for another. */
  @Test
  void whatFitsNowhereIsNotTakenForASuspectThatWaitsForABetterMachine() {
    FarmScript farm = new FarmScript(SchedulerSettings.defaults().withSecondAttempts(false), 1, 2);
    for (int link = 1; link <= 5; link++) {
      farm.joins(link, link <= 2 ? "steady" : "flapping", 1).passes(Duration.ofSeconds(30), link);
      farm.starts(farm.attempt(0, link)).leaves(link);
    }
    farm.joins(6, "steady", 1).releases(1).starts(farm.attempt(1, 6)).joins(7, "flapping", 1);
    farm.releasesAwayFrom(2, "flapping");
    farm.passes(Duration.ofSeconds(60), 6, 7);
    assertThat(farm.demand().waiting()).isPositive();
    assertThat(farm.demand().fits(7)).isFalse();
    assertThat(farm.demand().fitsAlone(7)).isFalse();
  }
}

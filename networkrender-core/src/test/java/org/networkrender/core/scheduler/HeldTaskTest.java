package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.networkrender.core.scheduler.FailureKind.SCENE;
import static org.networkrender.core.scheduler.FailureKind.WORKER;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.networkrender.core.scheduler.Effect.Accept;
import org.networkrender.core.scheduler.Effect.Assign;
import org.networkrender.core.scheduler.Effect.Cancel;
import org.networkrender.core.scheduler.Effect.Done;
import org.networkrender.core.scheduler.Effect.GiveUp;
import org.networkrender.core.scheduler.Effect.Revoke;

/** Tasks that are held, released for a machine or for any, and withdrawn. */
class HeldTaskTest {
  private static final String MISSING = "a part of it is missing";

  @Test
  void aHeldTaskIsNotStartedBeforeItIsReleased() {
    FarmScript farm = new FarmScript(1, 1).joins(1, "alpha", 2).then(new Assign(1, 0, 1));
    farm.finishes(1).then(new Accept(0, 1, 1)).passes(Duration.ofSeconds(9), 1).thenNothing();
    farm.releases(1).then(new Assign(2, 1, 1));
    farm.finishes(2).then(new Accept(1, 2, 1), new Done());
  }

  @Test
  void aHeldTaskIsStartedOnceHoweverOftenItIsReleased() {
    FarmScript farm = new FarmScript(0, 1).joins(1, "alpha", 2).releases(0).releases(0);
    farm.thenNothing().starts(1).releases(0).thenNothing();
    farm.renders(1).verifies(1).then(new Accept(0, 1, 1), new Done()).releases(0).thenNothing();
  }

  @Test
  void aHeldTaskThatWasReleasedGoesBeforeFreshOnes() {
    FarmScript farm = new FarmScript(4, 1).joins(1, "alpha", 1).starts(1).releases(4);
    farm.renders(1).then(new Assign(3, 4, 1));
  }

  @Test
  void onlyHeldTasksCanBeReleased() {
    FarmScript farm = new FarmScript(1, 1).releases(0).releases(-1).releases(2).releases(1_000);
    farm.joins(1, "alpha", 4).then(new Assign(1, 0, 1));
  }

  @Test
  void aReleasedTaskThatFailsIsTriedAgainLikeAnyOther() {
    FarmScript farm = new FarmScript(0, 1).joins(1, "alpha", 1).joins(2, "beta", 1);
    farm.releases(0, "alpha").then(new Assign(1, 0, 1)).fails(1, WORKER);
    assertThat(farm.last()).contains(new Assign(2, 0, 2));
    farm.finishes(2).then(new Accept(0, 2, 2), new Done());
  }

  @Test
  void aTaskIsReleasedForOtherMachinesThanSome() {
    FarmScript farm = new FarmScript(0, 1).joins(1, "alpha", 2).joins(2, "beta", 1);
    farm.releasesAwayFrom(0, "alpha").then(new Assign(1, 0, 2)).leaves(2);
    // No other is left.
    assertThat(farm.last()).containsExactly(new Assign(2, 0, 1));
    farm.finishes(2).then(new Accept(0, 2, 1), new Done());
  }

  @Test
  void aTaskThatIsKeptOffABusyFarmsIdleMachineWaits() {
    FarmScript farm = new FarmScript(2, 1).joins(1, "alpha", 1).joins(2, "beta", 1);
    farm.starts(1).starts(2).renders(1).verifies(1).releasesAwayFrom(2, "alpha");
    assertThat(farm.last()).doesNotContain(new Assign(3, 2, 1)).contains(new Assign(3, 2, 2));
  }

  @Test
  void aJobOfHeldTasksAloneIsNotDone() {
    FarmScript farm = new FarmScript(0, 2).joins(1, "alpha", 1).thenNothing();
    farm.withdraws(0).then(new GiveUp(0, MISSING));
    farm.withdraws(1).then(new GiveUp(1, MISSING), new Done());
  }

  @Test
  void aWithdrawnHeldTaskIsGivenUpAndNotStartedEvenIfItIsReleased() {
    FarmScript farm = new FarmScript(1, 1).withdraws(1).then(new GiveUp(1, MISSING));
    farm.releases(1).thenNothing().withdraws(1).thenNothing();
    farm.joins(1, "alpha", 2).then(new Assign(1, 0, 1));
    farm.finishes(1).then(new Accept(0, 1, 1), new Done());
  }

  @Test
  void aWithdrawnFreshTaskIsNotStarted() {
    FarmScript farm = new FarmScript(4).withdraws(0).withdraws(2).then(new GiveUp(2, MISSING));
    farm.joins(1, "alpha", 2).then(new Assign(1, 1, 1), new Assign(2, 3, 1));
    farm.finishes(1).finishes(2).then(new Accept(3, 2, 1), new Done());
  }

  @Test
  void aWithdrawnTaskThatWaitsForARetryIsNotStarted() {
    FarmScript farm = new FarmScript(2).joins(1, "alpha", 1).leaves(1);
    farm.withdraws(0).then(new GiveUp(0, MISSING)).joins(2, "alpha", 1).then(new Assign(3, 1, 2));
  }

  @Test
  void aWithdrawnTaskThatIsRenderedIsCancelled() {
    FarmScript farm = new FarmScript(3).joins(1, "alpha", 1).starts(1);
    farm.withdraws(0).then(new GiveUp(0, MISSING), new Cancel(1, 1), new Assign(3, 2, 1));
    farm.renders(1).verifies(1).thenNothing();
    farm.withdraws(1).then(new GiveUp(1, MISSING), new Cancel(2, 1));
    farm.starts(3).renders(3).withdraws(2);
    farm.then(new GiveUp(2, MISSING), new Cancel(3, 1), new Done()).verifies(3).thenNothing();
  }

  @Test
  void whatHasEndedOrIsUnknownCannotBeWithdrawn() {
    FarmScript farm = new FarmScript(2).joins(1, "alpha", 1).finishes(1).then(new Accept(0, 1, 1));
    farm.withdraws(0).thenNothing().withdraws(-1).thenNothing().withdraws(2).thenNothing();
  }

  @Test
  void aCancelledJobDoesNotWaitForHeldTasks() {
    new FarmScript(0, 1).cancelled().then(new Done());
  }

  @Test
  void theNumberOfTasksIsChecked() {
    assertThatThrownBy(() -> new FarmScript(1, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FarmScript(Integer.MAX_VALUE, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ofTwoIdleMachinesThePreferredOneGetsTheTask() {
    FarmScript farm = new FarmScript(0, 3).joins(1, "alpha", 1).joins(2, "beta", 1);
    farm.releases(0, "beta").then(new Assign(1, 0, 2)).finishes(1);
    farm.releases(1, "alpha").then(new Assign(2, 1, 1)).finishes(2);
    farm.releases(2, "beta").then(new Assign(3, 2, 2));
  }

  @Test
  void noIdleSlotWaitsForAPreferredMachine() {
    FarmScript farm = new FarmScript(2, 2).joins(1, "alpha", 1).starts(1).starts(2);
    farm.joins(2, "beta", 1).releases(2, "alpha").then(new Assign(3, 2, 2));
    farm.finishes(3).releases(3, "never seen").then(new Assign(4, 3, 2));
  }

  @Test
  void aTaskThatMustQueueQueuesAtItsPreferredMachine() {
    FarmScript farm = new FarmScript(0, 4).joins(1, "alpha", 1).joins(2, "beta", 1);
    farm.releases(0, "alpha").starts(1).releases(1, "beta").starts(2);
    farm.releases(2, "beta").then(new Assign(3, 2, 2));
    farm.releases(3, "beta").then(new Assign(4, 3, 1));
  }

  @Test
  void aPreferredMachineThatFailedAtATaskIsPreferredNoMore() {
    FarmScript farm = new FarmScript(0, 1).joins(1, "alpha", 1).joins(2, "beta", 1);
    farm.releases(0, "beta").then(new Assign(1, 0, 2)).fails(1, SCENE).then(new Assign(2, 0, 1));
  }

  @Test
  void aTaskThatIsLostPrefersItsMachineStill() {
    FarmScript farm = new FarmScript(0, 1).joins(1, "alpha", 1).joins(2, "beta", 1);
    farm.releases(0, "beta").then(new Assign(1, 0, 2)).joins(3, "beta", 1).thenNothing();
    farm.leaves(2).then(new Assign(2, 0, 3));
  }

  @Test
  void aQueuedTaskThatIsTakenBackGoesToItsPreferredMachine() {
    FarmScript farm = new FarmScript(0, 3).joins(1, "alpha", 1).joins(2, "beta", 1);
    farm.releases(0, "alpha").starts(1).releases(1, "beta").starts(2);
    farm.offers(2, 0).releases(2, "beta").then(new Assign(3, 2, 1)).joins(3, "gamma", 1);
    farm.then(new Revoke(3, 1)).offers(2, 2).returns(3).then(new Assign(4, 2, 2));
  }
}

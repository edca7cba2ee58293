package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.networkrender.core.scheduler.FailureKind.RESOURCE;
import static org.networkrender.core.scheduler.FailureKind.SCENE;
import static org.networkrender.core.scheduler.FailureKind.WORKER;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.networkrender.core.scheduler.Effect.Accept;
import org.networkrender.core.scheduler.Effect.Assign;
import org.networkrender.core.scheduler.Effect.Cancel;
import org.networkrender.core.scheduler.Effect.Done;
import org.networkrender.core.scheduler.Effect.Drop;
import org.networkrender.core.scheduler.Effect.GiveUp;
import org.networkrender.core.scheduler.Effect.Rest;
import org.networkrender.core.scheduler.Effect.Revoke;

class SchedulerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(80);

  @Test
  void aJobWithoutTasksIsDoneAtOnce() {
    new FarmScript(0).passes(Duration.ofMillis(1)).then(new Done()).passes(SECOND).thenNothing();
  }

  @Test
  void aWorkerGetsOneTaskToRunAndOneToQueueForEachSlot() {
    FarmScript farm = new FarmScript(10).joins(1, "alpha", 2);
    farm.then(new Assign(1, 0, 1), new Assign(2, 1, 1), new Assign(3, 2, 1), new Assign(4, 3, 1));
    farm.starts(1).thenNothing().renders(1).then(new Assign(5, 4, 1));
  }

  @Test
  void anAbsurdNumberOfSlotsIsBounded() {
    assertThat(new FarmScript(1_000_000).joins(1, "alpha", Integer.MAX_VALUE).last())
        .hasSize(2 * WorkerTable.MOST_SLOTS);
  }

  @Test
  void aResultIsAcceptedOnceHoweverOftenItIsVerified() {
    FarmScript farm = new FarmScript(2).joins(1, "alpha", 1).starts(1).renders(1);
    farm.verifies(1).then(new Accept(0, 1, 1)).verifies(1).thenNothing();
    farm.finishes(2).then(new Accept(1, 2, 1), new Done()).verifies(2).thenNothing();
  }

  @Test
  void aRenderedTaskHoldsNoSlotButIsNotDoneBeforeItIsVerified() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1).starts(1).renders(1).thenNothing();
    farm.fails(1, WORKER).then(new Assign(2, 0, 1));
  }

  /** The ancestor's local thread ended with the queue; a frame that failed then had no taker. */
  @Test
  void theLastTaskOfADeadWorkerGoesToTheOneThatHadRunOutOfWork() {
    FarmScript farm = new FarmScript(2).joins(1, "local", 1).starts(1).joins(2, "remote", 1);
    farm.then(new Revoke(2, 1)).returns(2).then(new Assign(3, 1, 2)).starts(3);
    farm.renders(1).verifies(1).then(new Accept(0, 1, 1));
    farm.leaves(2).then(new Assign(4, 1, 1));
    farm.finishes(4).then(new Accept(1, 4, 1), new Done());
  }

  /** The ancestor never used a server again that had failed. */
  @Test
  void aWorkerThatComesBackIsUsedAgain() {
    FarmScript farm = new FarmScript(3).joins(1, "alpha", 1).starts(1).leaves(1).thenNothing();
    farm.joins(2, "alpha", 1).then(new Assign(3, 0, 2), new Assign(4, 1, 2));
  }

  /** The ancestor waited for a frozen server for ever. */
  @Test
  void aFrozenWorkerIsDroppedAfterFiveSecondsAndItsTasksGoOn() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1).starts(1).joins(2, "beta", 1);
    farm.passes(Duration.ofMillis(4750), 2).thenNothing();
    farm.passes(Duration.ofMillis(250), 2)
        .then(new Drop(1, "nothing was heard of it for 5 s"), new Assign(2, 0, 2));
    farm.renders(1).verifies(1).thenNothing();
    farm.finishes(2).then(new Accept(0, 2, 2), new Done());
  }

  @Test
  void nobodyIsDroppedBecauseThisProcessStoodStill() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1).starts(1);
    farm.sleeps(Duration.ofHours(1)).thenNothing();
    assertThat(farm.passes(Duration.ofSeconds(4)).last()).hasAtLeastOneElementOfType(Drop.class);
  }

  @Test
  void whatIsLostNeverCountsAsAFailureOfTheTask() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1).starts(1).leaves(1);
    farm.joins(2, "alpha", 1).starts(2).leaves(2).joins(3, "alpha", 1).thenGoes(0, 3);
    for (int failures = 1; failures < 6; failures++) {
      farm.fails(farm.attempt(0, 3), WORKER).passes(PAUSE, 3);
    }
    assertThat(farm.all(GiveUp.class)).isEmpty();
  }

  /** Flamenco fails a whole job of one or two workers at the first error. */
  @Test
  void twoMachinesOutliveTheFirstError() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1).starts(1).joins(2, "beta", 1);
    farm.fails(1, WORKER)
        .then(
            new Rest("alpha", farm.now() + Duration.ofSeconds(5).toNanos(), "it broke"),
            new Assign(2, 0, 2));
    farm.finishes(2).then(new Accept(0, 2, 2), new Done());
  }

  @Test
  void aSceneFaultIsTriedOnASecondMachineAndThenGivenUp() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1).starts(1).joins(2, "beta", 1);
    farm.fails(1, SCENE).then(new Assign(2, 0, 2));
    farm.fails(2, SCENE)
        .then(new GiveUp(0, "it broke (failed on alpha, failed on beta)"), new Done());
  }

  @Test
  void aSceneFaultOnTheOwnMachineAloneIsTriedTwice() {
    FarmScript farm = new FarmScript(1).joinsAsOwn(1, "alpha", 1).fails(1, SCENE);
    farm.then(new Assign(2, 0, 1));
    farm.fails(2, SCENE).then(new GiveUp(0, "it broke (failed on alpha 2 times)"), new Done());
  }

  @Test
  void aGivenUpTaskDoesNotStopTheOthers() {
    FarmScript farm = new FarmScript(2).joinsAsOwn(1, "alpha", 1).fails(1, SCENE).fails(3, SCENE);
    assertThat(farm.all(GiveUp.class)).hasSize(1);
    farm.finishes(2).then(new Accept(1, 2, 1), new Done());
  }

  @Test
  void theOnlyMachineGoesOnWithoutRestAndWithOtherTasksFirst() {
    FarmScript farm = new FarmScript(3).joins(1, "alpha", 1).starts(1);
    farm.fails(1, WORKER).then(new Assign(3, 2, 1));
  }

  @Test
  void aMachineThatRestsGivesItsQueueBackAndFinishesWhatRuns() {
    FarmScript farm = new FarmScript(4).joins(1, "alpha", 2).starts(1).starts(2);
    farm.joins(2, "beta", 1).then(new Revoke(4, 1));
    farm.fails(1, RESOURCE)
        .then(
            new Rest("alpha", farm.now() + Duration.ofSeconds(20).toNanos(), "it broke"),
            new Revoke(3, 1),
            new Assign(5, 0, 2));
    farm.renders(2).verifies(2).then(new Accept(1, 2, 1));
  }

  @Test
  void eachFailureInARowRestsTwiceAsLongAndASuccessForgives() {
    FarmScript farm = new FarmScript(100).joins(1, "alpha", 1).joins(2, "beta", 1);
    farm.starts(farm.attempt(2, 2));
    rests(farm, 5);
    rests(farm, 10);
    farm.finishes(lastAttempt(farm));
    rests(farm, 5);
  }

  private static void rests(FarmScript farm, int seconds) {
    farm.fails(lastAttempt(farm), WORKER);
    assertThat(farm.last())
        .contains(
            new Rest("alpha", farm.now() + Duration.ofSeconds(seconds).toNanos(), "it broke"));
    farm.returnsWhatIsAskedBack().passes(Duration.ofSeconds(seconds), 1, 2);
  }

  private static long lastAttempt(FarmScript farm) {
    return farm.all(Assign.class).stream()
        .filter(assign -> assign.worker() == 1)
        .mapToLong(Assign::attempt)
        .max()
        .orElseThrow();
  }

  @Test
  void aMachineThatBlamesTheSceneWronglyRests() {
    FarmScript farm = new FarmScript(2).joins(1, "alpha", 1).starts(1).joins(2, "beta", 1);
    farm.fails(1, SCENE).returns(2);
    farm.finishes(farm.attempt(0, 2));
    assertThat(farm.all(Rest.class)).extracting(Rest::machine).containsExactly("alpha");
  }

  @Test
  void idleSlotsAreFilledBeforeAnyQueue() {
    FarmScript farm = new FarmScript(3).joins(1, "alpha", 0).joins(2, "beta", 1);
    farm.then(new Assign(1, 0, 2), new Assign(2, 1, 2));
    farm.offers(1, 1).then(new Assign(3, 2, 1));
  }

  @Test
  void nobodyIsAskedForMoreThanItsSlotsCannotStart() {
    FarmScript farm = new FarmScript(4).joins(1, "alpha", 2).joins(2, "beta", 4);
    farm.then(new Revoke(4, 1), new Revoke(3, 1));
    farm.starts(1).thenNothing().starts(2).thenNothing();
  }

  @Test
  void aQueuedTaskThatHasStartedIsNotTakenAway() {
    FarmScript farm = new FarmScript(2).joins(1, "alpha", 1).starts(1).joins(2, "beta", 1);
    farm.then(new Revoke(2, 1)).renders(1).starts(2).thenNothing();
    farm.verifies(1).renders(2).verifies(2).then(new Accept(1, 2, 1), new Done());
  }

  @Test
  void aTaskThatABusyWorkerDoesNotStartMovesToAnIdleOne() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1).joins(2, "beta", 1).thenNothing();
    farm.passes(Duration.ofMillis(2750), 1, 2).thenNothing();
    farm.passes(Duration.ofMillis(250), 1, 2).then(new Revoke(1, 1));
    farm.returns(1).then(new Assign(2, 0, 2));
    farm.passes(Duration.ofMillis(5750), 1, 2).thenNothing();
    farm.passes(Duration.ofMillis(250), 1, 2).then(new Revoke(2, 2));
  }

  /** A worker may lie, or its program may hang while its beats go on. */
  @Test
  void aWorkerThatNeitherStartsNorGivesBackIsDroppedAndRests() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1).joins(2, "beta", 1);
    farm.passes(Duration.ofSeconds(3), 1, 2).then(new Revoke(1, 1));
    farm.passes(Duration.ofMillis(59_750), 1, 2).thenNothing().passes(SECOND, 1, 2);
    String reason = "it neither began a task nor gave it back when it was asked";
    assertThat(farm.all(Drop.class)).containsExactly(new Drop(1, reason));
    assertThat(farm.all(Rest.class)).extracting(Rest::machine).containsExactly("alpha");
    farm.finishes(2).then(new Accept(0, 2, 2), new Done());
  }

  @Test
  void whatIsQueuedForVeryLongIsAskedForASign() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1);
    farm.passes(Duration.ofMillis(299_750), 1).thenNothing();
    farm.passes(SECOND, 1).then(new Revoke(1, 1)).returns(1).then(new Assign(2, 0, 1));
  }

  @Test
  void aDrainingWorkerFinishesWhatRunsAndGivesBackTheRest() {
    FarmScript farm = new FarmScript(3).joins(1, "alpha", 1).starts(1);
    farm.offers(1, 0).then(new Revoke(2, 1)).returns(2).thenNothing();
    farm.renders(1).verifies(1).then(new Accept(0, 1, 1));
    farm.offers(1, 1).then(new Assign(3, 1, 1), new Assign(4, 2, 1));
  }

  @Test
  void aTaskGivenBackUnaskedCountsAsAFailureOfTheWorker() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1);
    for (int attempt = 1; attempt <= 6; attempt++) {
      farm.returns(attempt).passes(PAUSE, 1);
    }
    assertThat(farm.all(GiveUp.class)).hasSize(1);
    assertThat(farm.all(Done.class)).hasSize(1);
  }

  @Test
  void aCancelledJobCancelsWhatIsLiveAndIsDone() {
    FarmScript farm = new FarmScript(5).joins(1, "alpha", 1).starts(1).cancelled();
    farm.then(new Cancel(1, 1), new Cancel(2, 1), new Done());
    farm.renders(1).verifies(1).joins(2, "beta", 1).cancelled().thenNothing();
  }

  @Test
  void lateAndUnknownMessagesAreIgnored() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1).leaves(1);
    farm.starts(1).thenNothing().renders(1).thenNothing().fails(1, SCENE).thenNothing();
    farm.returns(1).thenNothing().offers(1, 3).thenNothing().leaves(1).thenNothing();
    farm.verifies(99).thenNothing().joins(2, "alpha", 1).then(new Assign(2, 0, 2));
  }
}

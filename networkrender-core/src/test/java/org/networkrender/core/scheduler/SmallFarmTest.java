package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.networkrender.core.scheduler.FailureKind.REFUSED;
import static org.networkrender.core.scheduler.FailureKind.RESOURCE;
import static org.networkrender.core.scheduler.FailureKind.SCENE;
import static org.networkrender.core.scheduler.FailureKind.STALLED;
import static org.networkrender.core.scheduler.FailureKind.WORKER;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.networkrender.core.scheduler.Effect.Accept;
import org.networkrender.core.scheduler.Effect.Assign;
import org.networkrender.core.scheduler.Effect.Done;
import org.networkrender.core.scheduler.Effect.GiveUp;
import org.networkrender.core.scheduler.Effect.Rest;

/** What failures cost on farms of one, two and three machines. */
class SmallFarmTest {
  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void oneMachineTriesAWorkersFaultAgainAtOnceAndThenAfterLongerPauses() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1);
    farm.fails(1, WORKER).then(new Assign(2, 0, 1));
    for (int pause = 5, attempt = 2; attempt < 6; pause *= 2, attempt++) {
      farm.fails(attempt, WORKER).passes(seconds(pause - 1), 1);
      assertThat(farm.all(Assign.class)).hasSize(attempt);
      farm.passes(seconds(1), 1);
      assertThat(farm.all(Assign.class)).hasSize(attempt + 1);
    }
    farm.fails(6, WORKER);
    assertThat(farm.last())
        .containsSubsequence(new GiveUp(0, "it broke (failed on alpha 6 times)"), new Done());
  }

  /** Six machines lack something, and fail in seconds; the seventh has a long frame to do. */
  @Test
  void noTaskIsGivenUpWhileAMachineIsThereThatHasNotTriedIt() {
    FarmScript farm = new FarmScript(2).joins(1, "good", 1).starts(1);
    for (int bad = 2; bad <= 8; bad++) {
      farm.joins(bad, "bad-" + bad, 1).returnsWhatIsAskedBack();
      farm.starts(farm.attempt(1, bad)).fails(farm.attempt(1, bad), WORKER);
    }
    assertThat(farm.all(GiveUp.class)).isEmpty();
    farm.renders(1).verifies(1).finishes(farm.attempt(1, 1));
    assertThat(farm.all(Accept.class)).hasSize(2);
  }

  /** Another one would have been left to ask. */
  @Test
  void whatThreeMachinesFailAtThatRenderedOthersIsGivenUpAtTheSixthTime() {
    FarmScript farm = new FarmScript(1, 4).joins(1, "busy", 1).starts(1);
    for (int machine = 2; machine <= 4; machine++) {
      farm.joins(machine, "able-" + machine, 1).releases(machine - 1, "able-" + machine);
      farm.finishes(farm.nextOf(machine).attempt());
    }
    farm.joins(5, "new-5", 1).joins(6, "new-6", 1).joins(7, "new-7", 1).releases(4);
    for (int failures = 0; failures < 6; failures++) {
      assertThat(farm.all(GiveUp.class)).isEmpty();
      List<Assign> all = farm.all(Assign.class);
      farm.fails(all.get(all.size() - 1).attempt(), WORKER);
    }
    assertThat(farm.all(GiveUp.class)).extracting(GiveUp::task).containsExactly(4);
  }

  /** It was lost with the good one twice, beside another task perhaps that kills its workers. */
  @Test
  void whoOnlyLostATaskIsAskedBeforeTheSceneIsBlamed() {
    FarmScript farm = new FarmScript(1, 1).joins(1, "good", 1).starts(1).leaves(1);
    farm.joins(2, "good", 1).starts(2).leaves(2).joins(3, "good", 0).joins(4, "bad", 1);
    farm.passes(seconds(60), 3, 4).offers(3, 1).releases(1).then(new Assign(4, 1, 3)).starts(4);
    farm.fails(3, SCENE).fails(5, SCENE);
    farm.then(new Assign(6, 0, 3)).renders(4).finishes(6);
    assertThat(farm.all(GiveUp.class)).isEmpty();
  }

  /** All of them lack something for a minute. */
  @Test
  void noTaskIsGivenUpBeforeALoneMachineWouldHaveHadItsTime() {
    int[] all = {1, 2, 3, 4, 5, 6};
    FarmScript farm = new FarmScript(1);
    for (int machine : all) {
      farm.joins(machine, "machine-" + machine, 1);
    }
    for (int attempt : all) {
      farm.fails(attempt, WORKER);
    }
    assertThat(farm.all(GiveUp.class)).isEmpty();
    farm.passes(seconds(79), all).thenNothing().passes(seconds(2), all);
    assertThat(farm.last()).hasOnlyElementsOfType(Assign.class).hasSize(1);
    farm.fails(7, WORKER);
    assertThat(farm.all(GiveUp.class)).hasSize(1);
  }

  /** It would have rendered the task, and is back in a second. */
  @Test
  void noTaskIsGivenUpWhileAMachineIsExpectedBackThatHasNotTriedIt() {
    FarmScript farm = failsOftenAlone();
    farm.joins(2, "good", 0).leaves(2).fails(farm.attempt(0, 1), WORKER);
    assertThat(farm.all(GiveUp.class)).isEmpty();
    farm.passes(seconds(29), 1).joins(3, "good", 1).thenGoes(0, 3).finishes(farm.attempt(0, 3));
    assertThat(farm.last()).endsWith(new Done());
  }

  @Test
  void whoStaysAwayIsNotWaitedFor() {
    FarmScript farm = failsOftenAlone();
    farm.joins(2, "good", 0).leaves(2).fails(farm.attempt(0, 1), WORKER);
    farm.passes(seconds(160), 1).fails(farm.attempt(0, 1), WORKER);
    assertThat(farm.all(GiveUp.class)).hasSize(1);
  }

  /** It connects, and never takes a task. */
  @Test
  void whoIsExpectedForEverDoesNotHoldATask() {
    FarmScript farm = failsOftenAlone().awaits(2, "good", true);
    farm.fails(farm.attempt(0, 1), WORKER);
    for (int pause : new int[] {160, 300}) {
      assertThat(farm.all(GiveUp.class)).isEmpty();
      farm.passes(seconds(pause), 1).fails(farm.attempt(0, 1), WORKER);
    }
    assertThat(farm.all(GiveUp.class)).hasSize(1);
  }

  /** One machine has failed five times at a task, and tries it for the sixth time. */
  private static FarmScript failsOftenAlone() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1);
    for (int pause = 0, attempt = 1; attempt < 6; pause = Math.max(5, 2 * pause), attempt++) {
      farm.passes(seconds(pause), 1).fails(attempt, WORKER);
    }
    return farm.passes(seconds(80), 1);
  }

  /** A full disk has no more room because it is asked again. */
  @Test
  void oneMachineWithoutRoomIsLeftAloneAndTheJobIsCompleteWhenThereIsRoom() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1).fails(1, RESOURCE);
    farm.passes(seconds(19), 1).thenNothing().passes(seconds(1), 1).then(new Assign(2, 0, 1));
    farm.fails(2, RESOURCE).passes(seconds(39), 1).thenNothing();
    farm.passes(seconds(1), 1).then(new Assign(3, 0, 1)).finishes(3);
    farm.then(new Accept(0, 3, 1), new Done());
  }

  @Test
  void theOwnMachineGivesASceneFaultUpAtTheSecondTime() {
    FarmScript farm = new FarmScript(2).joinsAsOwn(1, "own", 1).fails(1, SCENE).finishes(2);
    farm.fails(farm.attempt(0, 1), SCENE);
    farm.then(new GiveUp(0, "it broke (failed on own 2 times)"), new Done());
  }

  @Test
  void anotherMachineAloneIsBelievedAboutTheSceneWhenNobodyElseHasComeForAWhile() {
    FarmScript farm = new FarmScript(2).joins(1, "alpha", 1).fails(1, SCENE).finishes(2);
    farm.fails(farm.attempt(0, 1), SCENE).thenNothing().passes(seconds(29), 1).thenNothing();
    farm.passes(seconds(1), 1).thenGoes(0, 1).fails(farm.attempt(0, 1), SCENE);
    farm.then(new GiveUp(0, "it broke (failed on alpha 3 times)"), new Done());
  }

  @Test
  void aMachineThatIsLongAloneIsBelievedAtTheSecondTime() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1).passes(seconds(30), 1);
    farm.fails(1, SCENE).fails(2, SCENE);
    farm.then(new GiveUp(0, "it broke (failed on alpha 2 times)"), new Done());
  }

  /** A liar that is found first must not end a job before the others are there. */
  @Test
  void whatOneMachineAloneCallsBrokenTheOneThatComesLaterRenders() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1).fails(1, SCENE).fails(2, SCENE);
    farm.passes(seconds(20), 1).joins(2, "beta", 1).thenGoes(0, 2).finishes(farm.attempt(0, 2));
    assertThat(farm.last()).endsWith(new Done());
    assertThat(farm.all(Accept.class)).hasSize(1);
  }

  @Test
  void whoLeftJustNowOrTakesNothingIsWaitedForToo() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1).joins(2, "beta", 0);
    farm.passes(seconds(60), 1, 2).fails(1, SCENE).fails(2, SCENE).thenNothing();
    farm.passes(seconds(29), 1, 2).leaves(2).passes(seconds(1), 1).fails(3, SCENE).thenNothing();
    farm.passes(seconds(29), 1).fails(4, SCENE);
    farm.then(new GiveUp(0, "it broke (failed on alpha 4 times)"), new Done());
  }

  @Test
  void oneMachineGivesAStallUpAtTheThirdTime() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1).passes(seconds(30), 1);
    farm.starts(farm.attempt(0, 1)).fails(1, STALLED);
    farm.then(new Assign(2, 0, 1)).fails(2, STALLED).passes(seconds(5), 1);
    assertThat(farm.all(GiveUp.class)).isEmpty();
    farm.fails(3, STALLED);
    assertThat(farm.all(GiveUp.class)).hasSize(1);
  }

  @Test
  void oneMachineThatRefusesEndsTheJobAfterAWhile() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1).fails(1, REFUSED).thenNothing();
    farm.passes(seconds(30), 1).thenNothing().passes(seconds(1), 1);
    farm.then(new GiveUp(0, "it broke (refused by alpha)"), new Done());
  }

  /** Nobody could come while the client slept. */
  @Test
  void theTimeInWhichTheClientSleptIsNoWhile() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1).fails(1, REFUSED);
    farm.passes(seconds(1), 1).sleeps(Duration.ofHours(1)).thenNothing();
    farm.passes(seconds(20), 1).thenNothing().joins(2, "beta", 1).then(new Assign(2, 0, 2));
  }

  @Test
  void whatOneMachineRefusesTheOneThatComesLaterRenders() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1).fails(1, REFUSED);
    farm.passes(seconds(29), 1).joins(2, "beta", 1).then(new Assign(2, 0, 2));
    farm.finishes(2).then(new Accept(0, 2, 2), new Done());
  }

  @Test
  void aMachineThatRefusesDoesNotRest() {
    FarmScript farm = new FarmScript(2).joins(1, "alpha", 1).fails(1, REFUSED).finishes(2);
    assertThat(farm.all(Rest.class)).isEmpty();
    assertThat(farm.all(Accept.class)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"WORKER", "RESOURCE", "STALLED"})
  void ofTwoMachinesTheOtherOneRendersWhatOneCannot(FailureKind kind) {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1).starts(1).joins(2, "beta", 1);
    farm.fails(1, kind).finishes(farm.attempt(0, 2));
    assertThat(farm.all(Rest.class)).extracting(Rest::machine).containsExactly("alpha");
    assertThat(farm.last()).endsWith(new Done());
    assertThat(farm.all(GiveUp.class)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"SCENE", "STALLED"})
  void whatTwoMachinesHaveSeenIsGivenUpAndTheOthersGoOn(FailureKind kind) {
    FarmScript farm = new FarmScript(2).joins(1, "alpha", 1).starts(1).joins(2, "beta", 1);
    farm.fails(1, kind).returns(2).fails(farm.attempt(0, 2), kind);
    assertThat(farm.all(GiveUp.class))
        .containsExactly(new GiveUp(0, "it broke (failed on alpha, failed on beta)"));
    assertThat(farm.all(Done.class)).isEmpty();
    farm.passes(seconds(10), 1, 2);
    long last = farm.all(Assign.class).get(farm.all(Assign.class).size() - 1).attempt();
    farm.finishes(last);
    assertThat(farm.last()).endsWith(new Done());
  }

  /** The machine at fault calls every scene broken; two others render what it could not. */
  @Test
  void ofThreeMachinesTheOneThatBlamesEverySceneIsFound() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1).starts(1);
    farm.joins(2, "beta", 1).joins(3, "gamma", 1);
    farm.fails(1, SCENE).then(new Assign(2, 0, 2)).finishes(2);
    assertThat(farm.all(Rest.class)).extracting(Rest::machine).containsExactly("alpha");
    assertThat(farm.all(GiveUp.class)).isEmpty();
  }

  @Test
  void ofThreeMachinesEachIsAskedBeforeOneIsAskedAgain() {
    FarmScript farm = new FarmScript(1).joins(1, "alpha", 1).starts(1);
    farm.joins(2, "beta", 1).joins(3, "gamma", 1);
    farm.fails(1, WORKER).fails(farm.attempt(0, 2), WORKER).fails(farm.attempt(0, 3), WORKER);
    assertThat(farm.all(Assign.class)).hasSize(3);
    farm.passes(seconds(10), 1, 2, 3);
    assertThat(farm.all(Assign.class)).hasSize(4);
  }
}

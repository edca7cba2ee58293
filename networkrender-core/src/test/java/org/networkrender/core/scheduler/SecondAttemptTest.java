package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.networkrender.core.scheduler.FailureKind.SCENE;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.networkrender.core.scheduler.Effect.Accept;
import org.networkrender.core.scheduler.Effect.Assign;
import org.networkrender.core.scheduler.Effect.Cancel;
import org.networkrender.core.scheduler.Effect.Done;
import org.networkrender.core.scheduler.Effect.GiveUp;

/** Slots that would stay idle at the end of a job. The fast machine takes 10 s for a task. */
class SecondAttemptTest {
  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int FAST = 1;
  private static final int SLOW = 2;

  /**
   * Returns a farm with a task 0 that the fast machine has done in 10 s; the slow one has begun
   * with task 1 at the same time, as its first.
   */
  private static FarmScript farm(SchedulerSettings settings) {
    FarmScript farm = new FarmScript(settings, 2, 0).joins(FAST, "fast", 1).joins(SLOW, "slow", 1);
    farm.returns(2).then(new Assign(3, 1, SLOW)).starts(1).starts(3);
    farm.passes(Duration.ofSeconds(10), FAST, SLOW).renders(1).verifies(1);
    return farm.then(new Accept(0, 1, FAST));
  }

  private static FarmScript farm() {
    return farm(SchedulerSettings.defaults());
  }

  private static TaskGraph graphOfTwoFramesAndAMovie() {
    TaskGraph.Builder graph = TaskGraph.builder();
    graph.tasks(3);
    return graph.needs(2, List.of(0, 1)).apart(2).build();
  }

  /** By how long frames take it would have ended long ago. */
  @Test
  void whatIsNoFrameIsNotTriedTwiceBecauseFramesTakeLessTime() {
    FarmScript farm = new FarmScript(graphOfTwoFramesAndAMovie());
    farm.joins(FAST, "fast", 1).joins(SLOW, "slow", 1);
    farm.starts(1).starts(2).passes(SECOND, FAST, SLOW).finishes(1).places(0);
    farm.finishes(2).places(1);
    long movie = farm.attempt(2, SLOW);
    farm.starts(movie);
    for (int i = 1; i <= 10; i++) {
      farm.passes(SECOND.multipliedBy(50), FAST, SLOW).progresses(movie, 0.01 * i);
    }
    assertThat(farm.all(Assign.class)).hasSize(3);
    // Who never says anything would hold all that wait for it.
    farm.passes(SECOND.multipliedBy(61), FAST, SLOW);
    assertThat(farm.all(Assign.class)).hasSize(4);
  }

  /** Who tells of progress for ever would hold all that wait for it. */
  @Test
  void whatIsNoFrameIsTriedElsewhereAfterTenMinutesWhateverIsSaidOfIt() {
    FarmScript farm = new FarmScript(graphOfTwoFramesAndAMovie());
    farm.joins(FAST, "fast", 1).joins(SLOW, "slow", 1);
    farm.starts(1).starts(2).passes(SECOND, FAST, SLOW).finishes(1).places(0);
    farm.finishes(2).places(1);
    long movie = farm.attempt(2, SLOW);
    farm.starts(movie);
    for (int i = 1; i <= 13; i++) {
      farm.passes(SECOND.multipliedBy(50), FAST, SLOW).progresses(movie, 0.01 * i);
    }
    assertThat(farm.all(Assign.class)).hasSize(4);
    farm.finishes(farm.attempt(2, FAST));
    farm.then(new Accept(2, 4, FAST), new Cancel(movie, SLOW), new Done());
  }

  @Test
  void theLastFrameOfASlowWorkerIsCopiedToAnIdleFastOne() {
    FarmScript farm = farm().progresses(3, 0.1).passes(TICK, FAST, SLOW);
    farm.then(new Assign(4, 1, FAST)).starts(4).passes(Duration.ofSeconds(10), FAST, SLOW);
    farm.thenNothing().renders(4).thenNothing();
    farm.verifies(4).then(new Accept(1, 4, FAST), new Cancel(3, SLOW), new Done());
  }

  @Test
  void whatTheSlowWorkerRendersFirstCountsAllTheSame() {
    FarmScript farm = farm().progresses(3, 0.1).passes(TICK, FAST, SLOW).starts(4).renders(3);
    farm.verifies(3).then(new Accept(1, 3, SLOW), new Cancel(4, FAST), new Done());
  }

  /** Nobody knows how long a task takes, and who has the only one may never end it. */
  @Test
  void whatIsSilentForLongIsCopiedWhateverIsKnown() {
    FarmScript farm = new FarmScript(1).joins(1, "silent", 1).joins(2, "idle", 1).starts(1);
    farm.passes(Duration.ofMinutes(119), 1, 2).thenNothing();
    farm.passes(Duration.ofMinutes(1), 1, 2).then(new Assign(2, 0, 2)).starts(2).renders(2);
    farm.verifies(2).then(new Accept(0, 2, 2), new Cancel(1, 1), new Done());
  }

  @Test
  void whatGetsOnIsNotSilent() {
    FarmScript farm = new FarmScript(1).joins(1, "slow", 1).joins(2, "idle", 1).starts(1);
    farm.passes(Duration.ofMinutes(100), 1, 2).progresses(1, 0.01);
    farm.passes(Duration.ofMinutes(119), 1, 2).thenNothing();
  }

  @Test
  void nothingIsCopiedThatWillEndBeforeItsCopy() {
    FarmScript farm = farm().progresses(3, 0.5).passes(Duration.ofSeconds(9), FAST, SLOW);
    farm.thenNothing();
  }

  @Test
  void nothingIsCopiedThatWillEndLittleAfterItsCopy() {
    farm().progresses(3, 0.46).passes(TICK, FAST, SLOW).thenNothing();
  }

  @Test
  void aTaskThatIsCostlyEverywhereIsNotCopied() {
    FarmScript farm = new FarmScript(0, 4).joins(FAST, "fast", 1).joins(SLOW, "slow", 1);
    farm.releases(0, "fast").starts(1).releases(1, "slow").starts(2);
    farm.passes(Duration.ofSeconds(10), FAST, SLOW).renders(1).renders(2);
    farm.releases(2, "fast").starts(3).releases(3, "slow").starts(4);
    farm.passes(Duration.ofSeconds(10), FAST, SLOW).renders(3).progresses(4, 0.1);
    farm.passes(Duration.ofSeconds(60), FAST, SLOW).thenNothing();
  }

  @Test
  void whatHasStoppedIsCopiedWhenItIsLongOverdue() {
    FarmScript farm = farm().progresses(3, 0.5).passes(Duration.ofSeconds(22), FAST, SLOW);
    farm.thenNothing().passes(TICK, FAST, SLOW).then(new Assign(4, 1, FAST));
  }

  @Test
  void whatNeverSaysHowFarItIsIsCopiedWhenItIsLongOverdue() {
    FarmScript farm = farm().passes(Duration.ofSeconds(12), FAST, SLOW).thenNothing();
    farm.passes(TICK, FAST, SLOW).then(new Assign(4, 1, FAST));
  }

  @Test
  void theFirstPercentsSayNothing() {
    farm().progresses(3, 0.04).passes(TICK, FAST, SLOW).thenNothing();
  }

  @Test
  void aFractionThatIsNoneIsIgnored() {
    FarmScript farm = farm().progresses(3, Double.NaN).progresses(3, 7).progresses(3, -1);
    farm.passes(Duration.ofSeconds(12), FAST, SLOW).thenNothing();
  }

  @Test
  void nothingIsCopiedBeforeAnythingWasRendered() {
    FarmScript farm = new FarmScript(1).joins(SLOW, "slow", 1).starts(1).progresses(1, 0.01);
    farm.joins(FAST, "fast", 1).passes(Duration.ofHours(1), FAST, SLOW).thenNothing();
  }

  @Test
  void nothingIsCopiedWhenThatIsSwitchedOff() {
    FarmScript farm = farm(SchedulerSettings.defaults().withSecondAttempts(false));
    farm.progresses(3, 0.01).passes(Duration.ofHours(1), FAST, SLOW).thenNothing();
  }

  @Test
  void aTaskHasNoThirdAttempt() {
    FarmScript farm = farm().progresses(3, 0.1).passes(TICK, FAST, SLOW).starts(4);
    farm.joins(3, "third", 1).passes(Duration.ofHours(1), FAST, SLOW, 3).thenNothing();
  }

  @Test
  void aTaskIsNotCopiedToTheMachineThatRendersIt() {
    FarmScript farm = farm().leaves(FAST).progresses(3, 0.1).joins(3, "slow", 1);
    farm.passes(Duration.ofHours(1), SLOW, 3).thenNothing();
  }

  @Test
  void aTaskIsNotCopiedToAMachineThatFailedAtIt() {
    FarmScript farm = farm().progresses(3, 0.1).passes(TICK, FAST, SLOW).fails(4, SCENE);
    farm.thenNothing().passes(Duration.ofHours(1), FAST, SLOW).thenNothing();
  }

  @Test
  void whatIsBeingCheckedIsNotCopied() {
    FarmScript farm = farm().progresses(3, 0.1).renders(3).passes(SECOND, FAST, SLOW);
    farm.thenNothing();
  }

  @Test
  void aTaskGoesOnWhileOneOfItsAttemptsDoes() {
    FarmScript farm = farm().progresses(3, 0.1).passes(TICK, FAST, SLOW).starts(4).leaves(SLOW);
    farm.thenNothing().renders(4).verifies(4).then(new Accept(1, 4, FAST), new Done());
    farm = farm().progresses(3, 0.1).passes(TICK, FAST, SLOW).offers(FAST, 0).returns(4);
    farm.thenNothing().renders(3).verifies(3).then(new Accept(1, 3, SLOW), new Done());
  }

  /** The frame would be there without a second attempt, so it must be there with one. */
  @Test
  void noTaskIsGivenUpWhileAnAttemptOfItGoesOn() {
    FarmScript farm = new FarmScript(0, 2).joins(FAST, "fast", 1).joins(SLOW, "slow", 1);
    farm.releases(0, "fast").starts(1).passes(Duration.ofSeconds(10), FAST, SLOW).finishes(1);
    farm.joins(3, "third", 1).releases(1, "third").starts(2).offers(FAST, 0).fails(2, SCENE);
    farm.then(new Assign(3, 1, SLOW)).starts(3).passes(Duration.ofSeconds(10), FAST, SLOW, 3);
    farm.progresses(3, 0.1).offers(FAST, 1).passes(TICK, FAST, SLOW, 3);
    farm.then(new Assign(4, 1, FAST)).fails(4, SCENE).thenNothing();
    farm.renders(3).verifies(3);
    assertThat(farm.last()).startsWith(new Accept(1, 3, SLOW)).endsWith(new Done());
    assertThat(farm.all(GiveUp.class)).isEmpty();
  }
}

package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.networkrender.core.scheduler.FailureKind.SCENE;
import static org.networkrender.core.scheduler.FailureKind.WORKER;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.networkrender.core.scheduler.Effect.Accept;
import org.networkrender.core.scheduler.Effect.Assign;
import org.networkrender.core.scheduler.Effect.Begin;
import org.networkrender.core.scheduler.Effect.Cancel;
import org.networkrender.core.scheduler.Effect.Done;
import org.networkrender.core.scheduler.Effect.GiveUp;
import org.networkrender.core.scheduler.Effect.Repeated;
import org.networkrender.core.scheduler.Effect.Revoke;

/** Tasks that go one after the other on one link, and begin again when that is lost. */
class ChainTest {
  private static final String MISSING = "a part of it is missing";
  private static final String BROKEN = "it broke (failed on alpha, failed on beta)";

  /** Tasks 0, 1 and 2 are a chain; the others are free. */
  private static TaskGraph.Builder chain(int others) {
    TaskGraph.Builder graph = TaskGraph.builder();
    graph.tasks(3 + others);
    return graph.chain(List.of(0, 1, 2));
  }

  private static FarmScript alone(int slots) {
    return new FarmScript(chain(0).build()).joins(1, "alpha", slots);
  }

  @Test
  void eachTaskBeginsWhenTheOneBeforeWasVerified() {
    FarmScript farm = alone(4).then(new Assign(1, 0, 1)).starts(1).renders(1).thenNothing();
    farm.joins(2, "beta", 4).thenNothing();
    farm.verifies(1).then(new Accept(0, 1, 1), new Assign(2, 1, 1));
    farm.finishes(2).then(new Accept(1, 2, 1), new Assign(3, 2, 1));
    farm.finishes(3).then(new Accept(2, 3, 1), new Done());
  }

  @Test
  void itsSlotIsKeptWhileItIsVerifiedAndNothingIsQueuedBehindIt() {
    TaskGraph.Builder graph = chain(2);
    int word = graph.here();
    FarmScript farm = new FarmScript(graph.needs(3, word).needs(4, word).build());
    farm.joins(1, "alpha", 1).then(new Begin(5), new Assign(1, 0, 1)).starts(1);
    farm.completes(5).thenNothing().renders(1).thenNothing();
    farm.verifies(1).then(new Accept(0, 1, 1), new Assign(2, 1, 1)).starts(2).thenNothing();
    // Behind the last step something may wait.
    farm.finishes(2).then(new Accept(1, 2, 1), new Assign(3, 2, 1), new Assign(4, 3, 1));
  }

  @Test
  void whatIsQueuedBehindItIsTakenBackWhenItBegins() {
    FarmScript farm = new FarmScript(chain(1).build()).joins(1, "alpha", 1);
    farm.then(new Assign(1, 0, 1), new Assign(2, 3, 1)).starts(1).then(new Revoke(2, 1));
    farm.returns(2).thenNothing();
  }

  @Test
  void whatAnEarlierRunHasDoneIsRenderedAgainForTheSessionAlone() {
    FarmScript farm = new FarmScript(chain(0).done(0).done(2).build()).joins(1, "alpha", 1);
    farm.then(new Assign(1, 0, 1)).finishes(1);
    farm.then(new Repeated(0, 1, 1), new Assign(2, 1, 1)).finishes(2);
    farm.then(new Accept(1, 2, 1), new Done());
  }

  @Test
  void aChainThatIsDoneIsNotBegun() {
    TaskGraph.Builder graph = chain(1).done(0).done(1).done(2).needs(3, 2);
    FarmScript farm = new FarmScript(graph.build()).joins(1, "alpha", 4).then(new Assign(1, 3, 1));
    farm.finishes(1).then(new Accept(3, 1, 1), new Done());
  }

  @Test
  void aChainThatIsLostBeginsAgainElsewhereAndItsResultsStay() {
    FarmScript farm = alone(1).finishes(1).starts(2).joins(2, "beta", 1).leaves(1);
    farm.then(new Assign(3, 0, 2)).finishes(3);
    farm.then(new Repeated(0, 3, 2), new Assign(4, 1, 2));
    farm.finishes(4).then(new Accept(1, 4, 2), new Assign(5, 2, 2));
    farm.finishes(5).then(new Accept(2, 5, 2), new Done());
  }

  @Test
  void whatWasRenderedAndNotVerifiedIsLostWithTheLink() {
    FarmScript farm = alone(1).starts(1).renders(1).joins(2, "beta", 1).leaves(1);
    farm.then(new Assign(2, 0, 2)).verifies(1).thenNothing();
    farm.finishes(2).then(new Accept(0, 2, 2), new Assign(3, 1, 2));
  }

  @Test
  void aFailureCountsForTheChain() {
    FarmScript farm = alone(1).joins(2, "beta", 1).finishes(1).fails(2, SCENE);
    farm.then(new Assign(3, 0, 2)).finishes(3).fails(4, SCENE);
    farm.then(new GiveUp(1, BROKEN), new GiveUp(2, BROKEN, 1), new Done());
  }

  @Test
  void aChainGoesOnOnAMachineThatRestsForSomethingElse() {
    FarmScript farm = new FarmScript(chain(1).build()).joins(1, "alpha", 2).joins(2, "beta", 1);
    farm.starts(1).starts(2).renders(1).fails(2, WORKER);
    assertThat(farm.all(Effect.Rest.class)).hasSize(1);
    farm.verifies(1);
    assertThat(farm.last()).contains(new Accept(0, 1, 1)).anyMatch(e -> isStep(e, 1, 1));
  }

  private static boolean isStep(Effect effect, int task, int worker) {
    return effect instanceof Assign a && a.task() == task && a.worker() == worker;
  }

  @Test
  void aChainBeginsAgainWhereItsWorkerOffersNothingAnyMore() {
    FarmScript farm = alone(1).starts(1).offers(1, 0).joins(2, "beta", 1).renders(1);
    farm.verifies(1).then(new Accept(0, 1, 1), new Assign(2, 0, 2));
    farm.finishes(2).then(new Repeated(0, 2, 2), new Assign(3, 1, 2));
  }

  @Test
  void aStepThatIsNotBegunIsAskedBackOfAWorkerThatDrains() {
    FarmScript farm = alone(1).joins(2, "beta", 1).finishes(1).offers(1, 0).then(new Revoke(2, 1));
    farm.returns(2).then(new Assign(3, 0, 2));
  }

  @Test
  void noStepMovesToAnIdleSlot() {
    FarmScript farm = alone(1).finishes(1).joins(2, "beta", 4);
    farm.passes(Duration.ofMinutes(1), 1, 2).thenNothing();
  }

  @Test
  void noStepIsRenderedTwice() {
    FarmScript farm = new FarmScript(chain(2).build()).joins(1, "alpha", 1).joins(2, "beta", 1);
    farm.starts(2).passes(Duration.ofSeconds(2), 1, 2).finishes(2).finishes(3);
    assertThat(farm.all(Accept.class)).hasSize(2);
    farm.starts(1).progresses(1, 0.1).passes(Duration.ofMinutes(9), 1, 2);
    assertThat(farm.all(Assign.class)).hasSize(3);
  }

  @Test
  void whatIsWithdrawnTakesThoseAfterItAlong() {
    FarmScript farm = alone(1).finishes(1).starts(2);
    farm.withdraws(2).then(new GiveUp(2, MISSING));
    farm.renders(2).verifies(2).then(new Accept(1, 2, 1), new Done());
  }

  @Test
  void aSlotIsNotKeptForWhatIsWithdrawn() {
    FarmScript farm = new FarmScript(chain(1).build()).joins(1, "alpha", 1).starts(1).returns(2);
    farm.thenNothing().withdraws(1);
    farm.then(new GiveUp(1, MISSING), new GiveUp(2, MISSING, 1), new Assign(3, 3, 1));
  }

  @Test
  void whatIsWithdrawnWhileItIsRenderedEndsTheChain() {
    FarmScript farm = alone(1).finishes(1).starts(2).withdraws(1);
    farm.then(new GiveUp(1, MISSING), new GiveUp(2, MISSING, 1), new Cancel(2, 1), new Done());
  }

  @Test
  void aChainThatWaitsCanBeWithdrawn() {
    FarmScript farm = new FarmScript(chain(1).build()).withdraws(1);
    farm.then(new GiveUp(1, MISSING), new GiveUp(2, MISSING, 1));
    farm.withdraws(0).then(new GiveUp(0, MISSING));
    farm.joins(1, "alpha", 2).then(new Assign(1, 3, 1));
    farm.finishes(1).then(new Accept(3, 1, 1), new Done());
  }

  @Test
  void aChainBeginsAgainWithoutWhatWasWithdrawnMeanwhile() {
    FarmScript farm = alone(1).finishes(1).starts(2).leaves(1).withdraws(2);
    farm.joins(2, "beta", 1).then(new Assign(3, 0, 2)).finishes(3);
    farm.finishes(4).then(new Accept(1, 4, 2), new Done());
  }

  @Test
  void aChainBeginsWhenAllIsDoneThatAnyOfItNeeds() {
    TaskGraph.Builder graph = chain(2);
    FarmScript farm = new FarmScript(graph.needs(0, 3).needs(2, 4).build()).joins(1, "alpha", 4);
    farm.then(new Assign(1, 3, 1), new Assign(2, 4, 1)).finishes(1).finishes(2);
    farm.places(3).thenNothing().places(4).then(new Assign(3, 0, 1));
  }

  @Test
  void aChainBeginsWithoutThatOfWhichTheNeedsAreGivenUp() {
    TaskGraph.Builder graph = chain(1);
    FarmScript farm = new FarmScript(graph.needs(2, 3).build()).joins(1, "alpha", 4);
    farm.then(new Assign(1, 3, 1)).withdraws(3);
    farm.then(
        new GiveUp(3, MISSING), new Cancel(1, 1), new GiveUp(2, MISSING, 3), new Assign(2, 0, 1));
  }

  @Test
  void whatNeedsAFrameOfAChainBeginsWhenThatIsInItsPlace() {
    TaskGraph.Builder graph = chain(0);
    int encoding = graph.here();
    FarmScript farm = new FarmScript(graph.needs(encoding, List.of(0, 2)).build());
    farm.joins(1, "alpha", 1).finishes(1).places(0).finishes(2).finishes(3);
    assertThat(farm.last()).containsExactly(new Accept(2, 3, 1));
    farm.places(2).then(new Begin(3)).completes(3).then(new Done());
  }

  @Test
  void aCancelledJobEndsItsChains() {
    alone(1).finishes(1).starts(2).cancelled().then(new Cancel(2, 1), new Done());
  }
}

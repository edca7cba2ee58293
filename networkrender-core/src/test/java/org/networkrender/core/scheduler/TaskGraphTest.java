package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.networkrender.core.scheduler.FailureKind.SCENE;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.networkrender.core.scheduler.Effect.Accept;
import org.networkrender.core.scheduler.Effect.Assign;
import org.networkrender.core.scheduler.Effect.Begin;
import org.networkrender.core.scheduler.Effect.Cancel;
import org.networkrender.core.scheduler.Effect.Done;
import org.networkrender.core.scheduler.Effect.GiveUp;

/** Tasks that need others, and those that the client does itself. */
class TaskGraphTest {
  private static final String MISSING = "a part of it is missing";

  /** Two parts (0, 1), what joins them (2), and what finishes that (3). */
  private static TaskGraph still() {
    TaskGraph.Builder graph = TaskGraph.builder();
    int parts = graph.tasks(2);
    int join = graph.here();
    int finish = graph.task();
    return graph.needs(join, List.of(parts, parts + 1)).needs(finish, join).build();
  }

  private static FarmScript farm(TaskGraph graph) {
    return new FarmScript(graph).joins(1, "alpha", 4).joins(2, "beta", 4);
  }

  @Test
  void partsAreJoinedWhenAllAreInTheirPlaceAndThenFinished() {
    FarmScript farm = new FarmScript(still()).joins(1, "alpha", 2);
    farm.then(new Assign(1, 0, 1), new Assign(2, 1, 1)).finishes(1).places(0).thenNothing();
    farm.finishes(2).then(new Accept(1, 2, 1)).passes(Duration.ofSeconds(4), 1).thenNothing();
    farm.places(1).then(new Begin(2));
    farm.completes(2).then(new Assign(3, 3, 1)).finishes(3).then(new Accept(3, 3, 1), new Done());
  }

  @Test
  void whatIsNotAcceptedCannotBeInItsPlace() {
    FarmScript farm = new FarmScript(still()).joins(1, "alpha", 2).places(0).places(1);
    farm.thenNothing().finishes(1).finishes(2).places(0).thenNothing().places(0).thenNothing();
    farm.places(1).then(new Begin(2)).places(1).thenNothing().places(-1).places(99).thenNothing();
  }

  @Test
  void whatWasNotBegunCannotBeCompleted() {
    FarmScript farm = new FarmScript(still()).joins(1, "alpha", 2).completes(2).thenNothing();
    farm.completes(-1).completes(0).completes(4).thenNothing();
    farm.finishes(1).finishes(2).places(0).places(1).then(new Begin(2));
    farm.completes(2).then(new Assign(3, 3, 1)).completes(2).thenNothing();
  }

  @Test
  void whatFollowsGoesToTheMachineThatIsPreferred() {
    FarmScript farm = farm(still()).finishes(1).finishes(2).places(0).places(1);
    long finish = 3;
    farm.completes(2, "beta").then(new Assign(finish, 3, 2));
  }

  @Test
  void aPreferenceIsToldWithFilesThatAreInTheirPlaceToo() {
    TaskGraph.Builder graph = TaskGraph.builder();
    graph.tasks(2);
    FarmScript farm = farm(graph.needs(1, 0).build()).finishes(1);
    farm.places(0, "beta").then(new Assign(2, 1, 2));
  }

  @Test
  void whatTheClientDoesFirstOfAllIsBegunWithTheFirstEventAlone() {
    TaskGraph.Builder graph = TaskGraph.builder();
    int inspection = graph.here();
    int frames = graph.tasks(2);
    graph.needs(frames, inspection).needs(frames + 1, inspection);
    FarmScript farm = new FarmScript(graph.build()).joins(1, "alpha", 2).then(new Begin(0));
    farm.offers(1, 2).thenNothing();
    farm.completes(0).then(new Assign(1, 1, 1), new Assign(2, 2, 1));
  }

  @Test
  void tasksThatNeedNothingGoInTheOrderOfTheirNumbers() {
    TaskGraph.Builder graph = TaskGraph.builder();
    graph.tasks(4);
    FarmScript farm = farm(graph.needs(1, 3).build());
    farm.finishes(1).finishes(2).finishes(3);
    assertThat(farm.all(Assign.class)).extracting(Assign::task).containsExactly(0, 2, 3);
    farm.places(3).then(new Assign(4, 1, 1)).finishes(4).then(new Accept(1, 4, 1), new Done());
  }

  @Test
  void aHeldTaskWaitsForItsNeedsAndForTheWord() {
    TaskGraph.Builder graph = TaskGraph.builder();
    graph.task();
    FarmScript farm = farm(graph.needs(graph.held(), 0).build()).releases(1).thenNothing();
    farm.releases(1).thenNothing();
    farm.finishes(1).places(0).then(new Assign(2, 1, 1));
  }

  @Test
  void whatNeedsAGivenUpTaskIsGivenUpWithItsCauseAndOrigin() {
    FarmScript farm = farm(still()).fails(1, SCENE);
    farm.fails(farm.attempt(0, 2), SCENE);
    String cause = "it broke (failed on alpha, failed on beta)";
    farm.then(new GiveUp(0, cause), new GiveUp(2, cause, 0), new GiveUp(3, cause, 0));
    farm.finishes(2).then(new Accept(1, 2, 1), new Done());
  }

  @Test
  void whatWasBegunCanBeWithdrawn() {
    FarmScript farm = farm(still()).finishes(1).finishes(2).places(0).places(1);
    farm.withdraws(2).then(new GiveUp(2, MISSING), new GiveUp(3, MISSING, 2), new Done());
    farm.completes(2).thenNothing();
  }

  @Test
  void whatNeedsTwoThingsIsGivenUpOnce() {
    FarmScript farm = farm(still()).withdraws(0);
    farm.then(
        new GiveUp(0, MISSING),
        new Cancel(1, 1),
        new GiveUp(2, MISSING, 0),
        new GiveUp(3, MISSING, 0));
    farm.withdraws(1).then(new GiveUp(1, MISSING), new Cancel(2, 1), new Done());
  }

  @Test
  void aTaskOfACycleIsRefused() {
    TaskGraph.Builder graph = TaskGraph.builder();
    graph.tasks(3);
    graph.needs(0, 1).needs(1, 2);
    assertThat(graph.build().needs(0)).containsExactly(1);
    refuses(graph.needs(2, 0), "need each other");
    TaskGraph.Builder own = TaskGraph.builder();
    own.tasks(1);
    refuses(own.needs(0, 0), "not done");
  }

  @Test
  void unknownTasksAreRefused() {
    TaskGraph.Builder graph = TaskGraph.builder();
    graph.tasks(2);
    refuses(graph.needs(0, 2), "no task 2");
    TaskGraph.Builder other = TaskGraph.builder();
    other.tasks(2);
    refuses(other.needs(-1, 0), "no task -1");
    TaskGraph.Builder third = TaskGraph.builder();
    refuses(third.chain(List.of(0)), "no task 0");
  }

  @Test
  void chainsThatAreNoneAreRefused() {
    TaskGraph.Builder empty = TaskGraph.builder();
    refuses(empty.chain(List.of()), "has no tasks");
    TaskGraph.Builder twice = TaskGraph.builder();
    twice.tasks(2);
    refuses(twice.chain(List.of(0, 1, 0)), "chains twice");
    TaskGraph.Builder shared = TaskGraph.builder();
    shared.tasks(3);
    refuses(shared.chain(List.of(0, 1)).chain(List.of(2, 1)), "chains twice");
    TaskGraph.Builder cut = TaskGraph.builder();
    cut.tasks(2);
    refuses(cut.chain(List.of(0, cut.here(), 1)), "is cut by task 2");
    TaskGraph.Builder held = TaskGraph.builder();
    held.tasks(2);
    refuses(held.chain(List.of(0, held.held(), 1)), "is cut by task 2");
    TaskGraph.Builder turned = TaskGraph.builder();
    turned.tasks(2);
    refuses(turned.chain(List.of(0, 1)).needs(0, 1), "needs 1");
  }

  /** It would wait for itself: a chain begins when all that any of its tasks needs is done. */
  @Test
  void aChainThatNeedsWhatNeedsItIsRefused() {
    TaskGraph.Builder graph = TaskGraph.builder();
    graph.tasks(3);
    refuses(graph.chain(List.of(0, 1)).needs(2, 0).needs(1, 2), "need each other");
  }

  private static void refuses(TaskGraph.Builder graph, String reason) {
    assertThatThrownBy(graph::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}

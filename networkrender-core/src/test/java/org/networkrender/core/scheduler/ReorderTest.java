package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.networkrender.core.scheduler.Effect.Assign;
import org.networkrender.core.scheduler.Effect.Revoke;

/** Waiting tasks that are started in another order than that of their numbers. */
class ReorderTest {
  @Test
  void waitingTasksAreStartedInTheOrderGivenAndTheOthersAfterThem() {
    assertThat(started(new FarmScript(6).orders(4, 2, 5))).containsExactly(4, 2, 5, 0, 1, 3);
  }

  @Test
  void aLaterOrderReplacesTheFormerOne() {
    assertThat(started(new FarmScript(6).orders(5, 4, 3).orders(4)))
        .containsExactly(4, 0, 1, 2, 3, 5);
    assertThat(started(new FarmScript(4).orders(3, 2).orders())).containsExactly(0, 1, 2, 3);
  }

  @Test
  void whatDoesNotWaitIsIgnoredInAnOrder() {
    FarmScript farm = new FarmScript(6, 2).joins(1, "alpha", 1).finishes(1).withdraws(5);
    farm.orders(-1, 7, 0, 1, 2, 5, 4, 4, 99, 3);
    farm.joins(2, "beta", 3).then(new Assign(4, 4, 2), new Assign(5, 3, 2), new Revoke(3, 1));
  }

  @Test
  void aTaskThatWaitsForARetryCanBeOrdered() {
    FarmScript farm = new FarmScript(4).joins(1, "alpha", 1).leaves(1).orders(3, 1);
    assertThat(started(farm)).containsExactly(3, 1, 0, 2);
  }

  @Test
  void anOrderedTaskThatIsLostKeepsItsPlace() {
    FarmScript farm = new FarmScript(5).orders(4, 3, 2).joins(1, "alpha", 1).leaves(1);
    assertThat(started(farm)).containsExactly(4, 3, 2, 0, 1);
  }

  @Test
  void aMachineThatFailedAtTheFirstInTheOrderDoesTheOthersFirst() {
    FarmScript farm = new FarmScript(4).orders(3, 2).joins(1, "alpha", 1).starts(1);
    farm.fails(1, FailureKind.SCENE).then(new Assign(3, 0, 1));
  }

  @Test
  void aReleasedTaskCanBeOrdered() {
    FarmScript farm = new FarmScript(2, 1).releases(2).orders(1, 2);
    assertThat(started(farm)).containsExactly(1, 2, 0);
  }

  /** Returns the tasks in the order in which a machine that has room for all gets them. */
  private static List<Integer> started(FarmScript farm) {
    farm.joins(9, "omega", 100);
    return farm.last().stream().map(effect -> ((Assign) effect).task()).toList();
  }
}

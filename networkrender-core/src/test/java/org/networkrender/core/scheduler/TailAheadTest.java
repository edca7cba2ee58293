package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.networkrender.core.scheduler.Effect.Assign;
import org.networkrender.core.scheduler.Effect.Cancel;
import org.networkrender.core.scheduler.Effect.Cut;

/** Tasks that are cut before a slot is idle: two fast machines and a slow one. */
class TailAheadTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int[] ALL = {1, 2, 3};

  private static FarmScript farm(int tasks, int most) {
    return farm(tasks, most, wanted -> wanted);
  }

  private static FarmScript farm(int tasks, int most, IntUnaryOperator parts) {
    TailRules rules =
        new TailRules(
            task -> true, parts, SECOND.dividedBy(10), SECOND.multipliedBy(2), SECOND, most);
    FarmScript farm = new FarmScript(SchedulerSettings.defaults(), 0, tasks, rules);
    farm.joins(1, "fast", 1).joins(2, "quick", 1).joins(3, "slow", 1);
    farm.releases(0, "fast").releases(1, "quick").releases(2, "slow");
    for (int task = 3; task < tasks; task++) {
      farm.releases(task);
    }
    return farm.starts(1).starts(2).starts(3);
  }

  /** The fast ones take 100 s for a task, the slow one 1,000 s. */
  private static FarmScript tell(FarmScript farm, int seconds) {
    return tell(farm, seconds, 0.001);
  }

  private static FarmScript tell(FarmScript farm, int seconds, double slow) {
    for (int second = 1; second <= seconds; second++) {
      farm.passes(SECOND, ALL);
      farm.progresses(1, second * 0.01).progresses(2, second * 0.01);
      farm.progresses(3, second * slow);
    }
    return farm.passes(SECOND, ALL);
  }

  @Test
  void aSlowMachineIsStoppedLongBeforeTheOthersAreIdle() {
    FarmScript farm = tell(farm(3, 9), 11);
    assertThat(farm.all(Cut.class)).extracting(Cut::task).containsExactly(2);
    assertThat(farm.all(Cancel.class)).containsExactly(new Cancel(3, 3));
    assertThat(farm.all(Assign.class)).filteredOn(assign -> assign.task() > 2).hasSize(1);
  }

  @Test
  void nothingIsStoppedBeforeItHasToldEnough() {
    FarmScript farm = tell(farm(3, 9), 5, 0.0005);
    assertThat(farm.all(Cut.class)).isEmpty();
    assertThat(farm.all(Cancel.class)).isEmpty();
  }

  @Test
  void nothingIsCutThatThereIsNoRoomFor() {
    assertThat(tell(farm(3, 0), 60).all(Cut.class)).isEmpty();
  }

  @Test
  void nothingIsCutWhilePlentyOfTasksWait() {
    FarmScript farm = tell(farm(500, 9), 60);
    assertThat(farm.all(Cut.class)).isEmpty();
    assertThat(farm.all(Cancel.class)).isEmpty();
  }

  @Test
  void whoWouldOnlyBeWaitedForGetsNoPartUntilItIsNeeded() {
    FarmScript farm = tell(farm(3, 9, wanted -> 4), 11);
    assertThat(farm.all(Cut.class)).containsExactly(new Cut(2, 3, 4));
    farm.passes(SECOND, ALL);
    assertThat(farm.all(Assign.class)).filteredOn(assign -> assign.task() > 2).isEmpty();
    farm.leaves(1).then(new Assign(4, 3, 3));
  }

  @Test
  void whoIsSparedGetsThePartThatFailedElsewhere() {
    FarmScript farm = tell(farm(3, 9, wanted -> 4), 11);
    farm.renders(1).then(new Assign(4, 3, 1)).starts(4);
    farm.fails(4, FailureKind.WORKER);
    assertThat(farm.last()).contains(new Assign(5, 3, 3));
  }
}

package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Times are in seconds here, but for what must be gained at least. */
class TailPlanTest {
  private static final double SECOND = 1e9;

  private static TailPlan.Slot slot(double free, double pace) {
    return new TailPlan.Slot(free * SECOND, pace * SECOND, SECOND);
  }

  private static TailPlan.Running running(int task, double end, boolean stoppable) {
    return new TailPlan.Running(
        task, end * SECOND, 1, slot(end, 100), stoppable ? slot(3, 100) : null);
  }

  private static TailPlan.Decision decide(
      List<TailPlan.Slot> idle, List<TailPlan.Running> running, List<TailPlan.Slot> others) {
    return new TailPlan(0, idle, running, others, new TailPlan.Costs(n -> n, SECOND)).decide();
  }

  private static List<TailPlan.Slot> idle(int count, double pace) {
    return Collections.nCopies(count, slot(0, pace));
  }

  @Test
  void oneTaskIsCutForAllIdleSlots() {
    TailPlan.Decision decision = decide(idle(4, 100), List.of(running(0, 90, false)), List.of());
    assertThat(decision.tasks()).isEqualTo(1);
    assertThat(decision.stops()).isFalse();
    assertThat(decision.parts()).isEqualTo(4);
    assertThat(decision.end() / SECOND).isCloseTo(100.0 / 4 + 1 + 1, within(0.001));
  }

  @Test
  void whatHasLongToGoIsStoppedWhereThatHelpsClearly() {
    TailPlan.Decision decision = decide(idle(1, 100), List.of(running(0, 100, true)), List.of());
    assertThat(decision.tasks()).isEqualTo(1);
    assertThat(decision.stops()).isTrue();
  }

  @Test
  void whatIsNearlyDoneIsLeftAlone() {
    TailPlan.Decision decision = decide(idle(2, 100), List.of(running(0, 30, true)), List.of());
    assertThat(decision.tasks()).isZero();
  }

  @Test
  void nothingIsCutWhereAnotherTaskEndsLastAllTheSame() {
    TailPlan.Decision decision =
        decide(idle(4, 100), List.of(running(0, 90, false)), List.of(slot(85, 100)));
    assertThat(decision.tasks()).isZero();
  }

  @Test
  void slowSlotsDoNotDecide() {
    TailPlan.Decision decision = decide(idle(3, 1000), List.of(running(0, 90, false)), List.of());
    assertThat(decision.tasks()).isZero();
  }

  @Test
  void severalAreCutWhereTheyAllEndLate() {
    List<TailPlan.Running> late =
        IntStream.range(0, 3).mapToObj(i -> running(i, 95, true)).toList();
    TailPlan.Decision decision = decide(idle(9, 100), late, List.of());
    assertThat(decision.tasks()).isEqualTo(3);
    assertThat(decision.end() / SECOND).isLessThan(50);
  }
}

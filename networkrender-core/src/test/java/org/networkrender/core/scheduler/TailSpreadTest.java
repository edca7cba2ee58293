package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Times are in seconds here. */
class TailSpreadTest {
  private static final double SECOND = 1e9;

  private static TailSpread.Slot slot(double free, double pace) {
    return slot(free, pace, null);
  }

  private static TailSpread.Slot slot(double free, double pace, TailSpread.@Nullable Stop stop) {
    return new TailSpread.Slot(free * SECOND, pace * SECOND, stop);
  }

  private static TailSpread.Slot stoppable(int task, double free, double pace) {
    return slot(free, pace, new TailSpread.Stop(task, 2 * SECOND, 1));
  }

  private static TailSpread.Decision decide(double work, TailSpread.Slot... slots) {
    return new TailSpread(List.of(slots), work, SECOND).decide(Integer.MAX_VALUE);
  }

  @Test
  void workIsSpreadBySpeed() {
    assertThat(decide(3, slot(0, 10), slot(0, 5)).end() / SECOND).isCloseTo(10, within(0.01));
  }

  @Test
  void slotsThatAreFreeTooLateDoNotCount() {
    assertThat(decide(1, slot(0, 10), slot(50, 1)).end() / SECOND).isCloseTo(10, within(0.01));
    assertThat(decide(1, slot(0, 10), slot(5, 10)).end() / SECOND).isCloseTo(7.5, within(0.01));
  }

  @Test
  void whatEndsInTimeIsNotStopped() {
    TailSpread.Decision decision = decide(2, slot(0, 10), slot(0, 10), stoppable(7, 10.5, 10));
    assertThat(decision.stopped()).isEmpty();
  }

  @Test
  void theSlowOnesAreStopped() {
    List<TailSpread.Slot> slots = new ArrayList<>();
    for (int task = 0; task < 8; task++) {
      slots.add(stoppable(task, 60, 60));
    }
    slots.add(stoppable(8, 600, 600));
    slots.add(stoppable(9, 300, 300));
    TailSpread.Decision decision = new TailSpread(slots, 0, SECOND).decide(Integer.MAX_VALUE);
    assertThat(decision.stopped()).containsExactly(8, 9);
    assertThat(decision.end() / SECOND).isLessThan(80);
  }

  @Test
  void noMoreAreStoppedThanMayBe() {
    TailSpread spread =
        new TailSpread(
            List.of(stoppable(1, 500, 500), stoppable(2, 600, 600), slot(9, 9)), 0, SECOND);
    assertThat(spread.decide(1).stopped()).containsExactly(2);
    assertThat(spread.decide(0).stopped()).isEmpty();
  }
}

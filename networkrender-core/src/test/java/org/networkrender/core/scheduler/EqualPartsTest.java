package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class EqualPartsTest {
  private static final double CLOSE = 1e-4;

  private static EqualParts.Slot slot(double free, double part) {
    return new EqualParts.Slot(free, part);
  }

  @Test
  void aFastSlotDoesSeveralBeforeASlowOneDoesOne() {
    List<EqualParts.Slot> slots = List.of(slot(0, 2), slot(0, 9));
    assertThat(EqualParts.end(slots, 4)).isCloseTo(8, within(CLOSE));
    assertThat(EqualParts.end(slots, 5)).isCloseTo(9, within(CLOSE));
    assertThat(EqualParts.end(slots, 6)).isCloseTo(10, within(CLOSE));
  }

  @Test
  void aSlotThatIsFreeLaterHelpsLater() {
    List<EqualParts.Slot> slots = List.of(slot(100, 10), slot(115, 1));
    assertThat(EqualParts.end(slots, 1)).isCloseTo(110, within(CLOSE));
    assertThat(EqualParts.end(slots, 3)).isCloseTo(117, within(CLOSE));
  }

  @Test
  void nothingEndsAtOnceAndSomethingNeverWhereThereIsNoSlot() {
    assertThat(EqualParts.end(List.of(slot(7, 1), slot(5, 9)), 0)).isEqualTo(5);
    assertThat(EqualParts.end(List.of(), 1)).isEqualTo(Double.MAX_VALUE);
  }

  @RepeatedTest(20)
  void itIsTheBestScheduleOfEqualTasks(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    double[] speeds = random.doubles(1 + random.nextInt(50), 1, 20).toArray();
    int count = 1 + random.nextInt(200);
    List<EqualParts.Slot> slots = new ArrayList<>();
    Arrays.stream(speeds).forEach(speed -> slots.add(slot(0, 60 / speed)));
    double best = LowerBound.ofEqual(count, 60, speeds);
    assertThat(EqualParts.end(slots, count)).isCloseTo(best, within(best * CLOSE));
  }
}

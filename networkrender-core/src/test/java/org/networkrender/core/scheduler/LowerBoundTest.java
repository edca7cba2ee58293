package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LowerBoundTest {
  @Test
  void allTheWorkByAllTheSpeeds() {
    assertThat(LowerBound.ofAny(new double[] {3, 3, 3, 3}, new double[] {1, 2}))
        .isCloseTo(4, within(1e-9));
  }

  @Test
  void oneTaskIsOnOneMachineAtATime() {
    assertThat(LowerBound.ofAny(new double[] {10, 1}, new double[] {2, 2, 2}))
        .isCloseTo(5, within(1e-9));
    assertThat(LowerBound.ofAny(new double[] {10}, new double[] {2})).isCloseTo(5, within(1e-9));
  }

  @Test
  void twoLargeTasksNeedTheTwoFastestMachines() {
    assertThat(LowerBound.ofAny(new double[] {6, 6, 1}, new double[] {4, 2, 1}))
        .isCloseTo(2, within(1e-9));
  }

  @Test
  void equalTasksEndAsWholeOnes() {
    assertThat(LowerBound.ofEqual(3, 10, new double[] {1, 1})).isCloseTo(20, within(1e-6));
    assertThat(LowerBound.ofEqual(5, 10, new double[] {1, 4})).isCloseTo(10, within(1e-6));
    assertThat(LowerBound.ofEqual(1, 10, new double[] {1, 4})).isCloseTo(2.5, within(1e-6));
  }
}

package org.networkrender.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A bar goes one way. */
class RisingFractionTest {
  private final RisingFraction fraction = new RisingFraction();

  @Test
  void whatIsLostIsNotTakenBack() {
    assertThat(fraction.show(0.11, false)).isEqualTo(0.11);
    assertThat(fraction.show(0, false)).isEqualTo(0.11);
    assertThat(fraction.show(0.12, false)).isEqualTo(0.12);
  }

  @Test
  void oneIsShownOnlyAtTheEnd() {
    assertThat(fraction.show(1, false)).isLessThan(1).isGreaterThan(0.999);
    assertThat(fraction.show(1.5, false)).isLessThan(1);
    assertThat(fraction.show(1, true)).isEqualTo(1);
  }
}

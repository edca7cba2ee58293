package org.networkrender.core.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -Dscheduler.speed=1000000} prints how fast it decides, for sizes up to so many tasks. */
class SchedulerSpeedTest {
  private static final int MOST_BYTES = 300;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWaitingTaskIsSmall(boolean failed) {
    assertThat(SchedulerSpeed.bytes(200_000, failed)).isLessThan(MOST_BYTES);
  }

  @Test
  @EnabledIfSystemProperty(named = "scheduler.speed", matches = "[0-9]+")
  void printsHowItGrows() {
    int most = Integer.getInteger("scheduler.speed");
    SchedulerSpeed.print(1_000, 10_000);
    for (int tasks = 10_000; tasks <= most; tasks *= 10) {
      SchedulerSpeed.print(1_000, tasks);
    }
  }
}

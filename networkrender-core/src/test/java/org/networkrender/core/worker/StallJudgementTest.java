package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StallJudgementTest {
  @ParameterizedTest(name = "worked {1}, got over {2}: {3}")
  @CsvSource({
    "PT2M, PT0S,  PT0S,   PT2M",
    "PT2M, PT3M,  PT10S,  PT2M",
    "PT2M, PT10M, PT0S,   PT5M",
    "PT2M, PT5S,  PT90S,  PT4M30S",
    "PT2M, PT10H, PT0S,   PT30M",
    "PT2M, PT5S,  PT20M,  PT30M",
    "PT1H, PT10H, PT20M,  PT1H",
    "PT1S, PT4S,  PT0S,   PT2S"
  })
  void theLongerAThingTookTheLongerItMayBeSilent(
      Duration least, Duration worked, Duration gotOver, Duration patience) {
    assertThat(new StallJudgement(least).patience(worked, gotOver)).isEqualTo(patience);
  }
}

package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTimeTest {
  @ParameterizedTest
  @CsvSource({
    "PT2H, 2 h",
    "PT1H30M5S, 1 h 30 min",
    "PT125S, 2 min 5 s",
    "PT45.9S, 45 s",
    "PT50H, 50 h",
    "PT0.5S, 0.5 s"
  })
  void readsAsAPersonWouldSayIt(Duration time, String text) {
    assertThat(PlainTime.of(time)).isEqualTo(text);
  }
}

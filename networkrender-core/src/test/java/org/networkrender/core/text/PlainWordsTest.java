package org.networkrender.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainWordsTest {
  @ParameterizedTest
  @CsvSource({
    "0,1 s",
    "0.4,1 s",
    "55.4,55 s",
    "119.4,119 s",
    "119.6,2 min",
    "840,14 min",
    "3570,1 h",
    "4800,1 h 20 min",
    "7200,2 h",
    "36000,10 h",
    "37800,11 h",
    "1e9,277778 h"
  })
  void roundsTimesAsPeopleDo(double seconds, String text) {
    assertThat(PlainWords.time(seconds)).isEqualTo(text);
  }
}

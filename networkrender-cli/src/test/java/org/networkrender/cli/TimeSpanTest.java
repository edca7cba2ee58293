package org.networkrender.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {
  @ParameterizedTest
  @CsvSource({"2h, PT2H", "90s, PT90S", "45m, PT45M", "1h30m, PT90M", "5S, PT5S", "' 2h ', PT2H"})
  void readsWhatPeopleWrite(String text, Duration duration) {
    assertThat(TimeSpan.parse(text).duration()).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "2", "h", "2 hours", "-2h", "1.5h", "30m2h", "99999999h", "2d"})
  void saysWhatATimeLooksLike(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeSpan.parse(text))
        .withMessage("'" + text + "' is not a time such as 90s, 45m or 2h");
  }

  @Test
  void nothingIsNoTime() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeSpan.parse("0s"))
        .withMessage("a time must be at least one second");
  }
}

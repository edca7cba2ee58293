package org.networkrender.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("beside-others")
class OptionValueTest {
  private static final OptionValue NONE = new OptionValue("kind.name.key", Optional.empty());
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private static OptionValue of(String text) {
    return new OptionValue("kind.name.key", Optional.of(text));
  }

  private static void assertRefused(ThrowingCallable reading, String line) {
    assertThatExceptionOfType(RenderException.class)
        .isThrownBy(reading)
        .returns(ErrorKind.USER, RenderException::kind)
        .returns(line + ". Write another value, or leave it out", RenderException::line);
  }

  @Test
  void whatWasNotGivenIsAsUsual() throws RenderException {
    assertThat(NONE.text("usual")).isEqualTo("usual");
    assertThat(NONE.flag(true)).isTrue();
    assertThat(NONE.number(7, 8, 9)).isEqualTo(7);
    assertThat(NONE.duration(Duration.ZERO, SECOND, HOUR)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1000ms,1000", "2s,2000", "5m,300000", "1h,3600000", "060s,60000"})
  void timesAreRead(String text, long millis) throws RenderException {
    assertThat(of(text).duration(HOUR, SECOND, HOUR)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "s", "2 s", "-2s", "1.5s", "2h", "999ms", "0s", "9999999999h"})
  void whatIsNoTimeOfTheRangeIsRefused(String text) {
    assertRefused(
        () -> of(text).duration(HOUR, SECOND, HOUR),
        "kind.name.key=" + text + " is not a time from 1s to 1h");
  }

  @Test
  void theRangeIsToldAsItIsWritten() {
    assertRefused(
        () -> of("x").duration(SECOND, Duration.ofMillis(1500), Duration.ofMinutes(90)),
        "kind.name.key=x is not a time from 1500ms to 90m");
  }

  @Test
  void numbersAndFlagsAreRead() throws RenderException {
    assertThat(of("-5").number(0, -5, 5)).isEqualTo(-5);
    assertThat(of("5").number(0, -5, 5)).isEqualTo(5);
    assertThat(of("true").flag(false)).isTrue();
    assertThat(of("false").flag(true)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "6", "five", "1e3", "99999999999999999999"})
  void whatIsNoNumberOfTheRangeIsRefused(String text) {
    assertRefused(
        () -> of(text).number(0, -5, 5),
        "kind.name.key=" + text + " is not a whole number from -5 to 5");
  }

  @Test
  void aFlagIsTrueOrFalse() {
    assertRefused(() -> of("yes").flag(false), "kind.name.key=yes is not true or false");
  }

  @Test
  void whatAUserGaveIsShownInOneLine() {
    assertRefused(
        () -> of("a\nb\u001b[2J").flag(false), "kind.name.key=a b [2J is not true or false");
  }
}

package org.networkrender.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  private static final Set<Byte> DIRECTIONS =
      Set.of(
          Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
          Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
          Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
          Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
          Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT,
          Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE);

  private static boolean isHarmful(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE
        || DIRECTIONS.contains(Character.getDirectionality(character));
  }

  @Test
  void nothingThatSteersATerminalOrForgesALineIsLeft() {
    assertThat(
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(PlainTextTest::isHarmful)
                .filter(character -> !PlainText.line("a" + text(character) + "b").equals("a b"))
                .mapToObj(Integer::toHexString))
        .isEmpty();
  }

  private static String text(int character) {
    return new String(Character.toChars(character));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "caf\u00e9 \u2013 no. 1",
        "\u05e9\u05dc\u05d5\u05dd",
        "\u0645\u06cc\u200c\u062e",
        "\ud83d\udc69\u200d\ud83d\ude80"
      })
  void whatPeopleWriteStays(String text) {
    assertThat(PlainText.line(text)).isEqualTo(text);
  }

  @Test
  void aRunBecomesOneSpaceAndNoneIsLeftAtTheEnds() {
    assertThat(PlainText.line("\u001b[31m\r\n\u009b2Jred\u202e\u2028")).isEqualTo("[31m 2Jred");
  }
}

package org.networkrender.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameSetTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "7; 7",
        "1-3; 1-3",
        "1,2,3; 1-3",
        "3,1,2,2; 1-3",
        "1-10,20,30-40x2; 1-10,20,30-40x2",
        "1-9x4; 1-9x4",
        "1-10x4; 1-9x4",
        "1-2x5; 1",
        "1,3; 1,3",
        "' 1 , 5 - 7'; ''",
        "' 1 , 5-7 '; 1,5-7",
        "0,1048574; 0,1048574"
      })
  void readsAndWritesLists(String text, String written) {
    if (written.isEmpty()) {
      assertThatIllegalArgumentException().isThrownBy(() -> FrameSet.parse(text));
    } else {
      assertThat(FrameSet.parse(text)).hasToString(written);
    }
  }

  @Test
  void whatIsWrittenIsReadBack() {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      TreeSet<Integer> frames = new TreeSet<>();
      for (int i = 1 + random.nextInt(6); i > 0; i--) {
        int first = random.nextInt(1 << (4 + random.nextInt(16)));
        FrameSet.range(first, first + random.nextInt(40), 1 + random.nextInt(9)).stream()
            .forEach(frames::add);
      }
      FrameSet set = FrameSet.of(frames);
      assertThat(FrameSet.parse(set.toString())).as("seed %d", seed).isEqualTo(set);
      assertThat(set.stream().boxed()).containsExactlyElementsOf(frames);
    }
  }

  /** A peer may name a million frames in a message of 80 bytes, and many such messages. */
  @Test
  void manySetsOfManyFramesTakeLittleMemory() {
    List<FrameSet> sets = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      sets.add(FrameSet.parse("0-1048574"));
    }
    assertThat(sets).allMatch(set -> set.size() == 1_048_575);
  }

  @Test
  void placesAndSlicesAreThoseOfTheFrames() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<Integer> frames =
          random.ints(60, 0, 90).sorted().distinct().boxed().collect(Collectors.toList());
      FrameSet set = FrameSet.of(frames);
      int from = random.nextInt(frames.size());
      int to = from + random.nextInt(frames.size() - from + 1);
      assertThat(set.slice(from, to)).isEqualTo(FrameSet.of(frames.subList(from, to)));
      for (int i = 0; i < frames.size(); i++) {
        assertThat(set.get(i)).isEqualTo(frames.get(i));
      }
      for (int frame = 0; frame < 90; frame++) {
        assertThat(set.contains(frame)).isEqualTo(frames.contains(frame));
      }
      assertThat(FrameSet.of(new ArrayList<>(frames))).isEqualTo(set).hasSameHashCodeAs(set);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        "1,",
        ",1",
        "a",
        "1-",
        "-1",
        "1--2",
        "5-1",
        "1-5x",
        "1-5x0",
        "1x2",
        "1.5",
        "1048575",
        "0-1048575",
        "99999999",
        "1;2",
        "1\n2",
        "\u0661"
      })
  void refusesWhatIsNoList(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> FrameSet.parse(text));
  }

  @Test
  void readingCannotBeMadeToTakeLong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FrameSet.parse("0-1048574x2,".repeat(20_000) + "1"))
        .withMessageContaining("again and again");
    assertThat(FrameSet.parse("0-1048574,0-1048574").size()).isEqualTo(1_048_575);
  }

  @Test
  void aRefusalDoesNotRepeatALongText() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FrameSet.parse("x".repeat(100_000)))
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(120));
  }

  @Test
  void rangesHaveBounds() {
    assertThat(FrameSet.range(1, 10, 3).stream()).containsExactly(1, 4, 7, 10);
    assertThat(FrameSet.range(1, 9, 3).stream()).containsExactly(1, 4, 7);
    assertThat(FrameSet.range(5, 4, 1)).isEqualTo(FrameSet.empty());
    assertThat(FrameSet.range(0, FrameSet.MAX_FRAME, Integer.MAX_VALUE).stream())
        .containsExactly(0);
    assertThatIllegalArgumentException().isThrownBy(() -> FrameSet.range(1, 2, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> FrameSet.range(-1, 2, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FrameSet.range(0, FrameSet.MAX_FRAME + 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> FrameSet.of(List.of(1, -1)));
  }

  @Test
  void isASet() {
    FrameSet set = FrameSet.of(List.of(9, 3, 3, 5));
    assertThat(set.size()).isEqualTo(3);
    assertThat(set.get(0)).isEqualTo(3);
    assertThat(set.contains(5)).isTrue();
    assertThat(set.contains(4)).isFalse();
    assertThat(set.slice(1, 3)).isEqualTo(FrameSet.parse("5,9"));
    assertThat(set.slice(1, 1).isEmpty()).isTrue();
    assertThat(set.minus(FrameSet.parse("1-5"))).isEqualTo(FrameSet.of(9));
    assertThat(set).hasSameHashCodeAs(FrameSet.parse("3,5,9")).isNotEqualTo(FrameSet.empty());
    assertThat(FrameSet.empty().isEmpty()).isTrue();
    assertThat(FrameSet.empty()).hasToString("");
  }
}

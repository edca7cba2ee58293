package org.networkrender.api.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.networkrender.api.SampleRange;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.split.Task;
import org.networkrender.api.split.Tile;

/** The judge of parts finds what is wrong, in small pictures and in big ones. */
class PartsOfAFrameTest {
  private static final SampleRange HALF = new SampleRange(0, 8);
  private static final SampleRange REST = new SampleRange(8, 8);

  private static PartFormat format(int unit, String refusal) {
    return new PartFormat(
        new PixelSize(40 * unit, 20 * unit),
        new PixelRegion(10 * unit, 5 * unit, 20 * unit, 10 * unit),
        new PictureName("#.exr"),
        true,
        16,
        "",
        new PartFormat.TileRules(unit, refusal),
        refusal.isEmpty()
            ? new PartFormat.SampleRules(16, "", "", List.of())
            : PartFormat.SampleRules.refused(refusal));
  }

  /** A tile of an area that starts at 10, 5; columns and width in units; overscan where asked. */
  private static Tile tile(int unit, int from, int width, int left, int right) {
    return new Tile(
        new PixelRegion((10 + from) * unit, 5 * unit, width * unit, 10 * unit),
        new PixelRegion(
            (10 + from - left) * unit, 5 * unit, (width + left + right) * unit, 10 * unit));
  }

  private static Task task(int number, @Nullable Tile tile, @Nullable SampleRange samples) {
    return new Task(number, FrameSet.of(1), tile, samples);
  }

  private static List<Task> tiles(Tile... tiles) {
    List<Task> tasks = new ArrayList<>();
    for (Tile tile : tiles) {
      tasks.add(task(tasks.size(), tile, null));
    }
    return tasks;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void acceptsWhatIsRight(int unit) {
    PartFormat format = format(unit, "");
    Tile left = tile(unit, 0, 12, 0, 1);
    Tile right = tile(unit, 12, 8, 1, 0);
    for (List<Task> tasks :
        List.of(
            List.of(task(0, null, null)),
            tiles(right, left),
            List.of(task(0, null, REST), task(1, null, HALF)),
            List.of(task(0, left, HALF), task(1, left, REST), task(2, right, null)))) {
      assertThatCode(() -> PartsOfAFrame.check(format, tasks)).doesNotThrowAnyException();
    }
  }

  private static Stream<Arguments> wrong() {
    return Stream.of(1, 100).flatMap(PartsOfAFrameTest::wrong);
  }

  private static Stream<Arguments> wrong(int unit) {
    Tile left = tile(unit, 0, 12, 0, 1);
    Tile right = tile(unit, 12, 8, 1, 0);
    return Stream.of(
        Arguments.of(unit, "a tile is missing", tiles(left)),
        Arguments.of(unit, "two overlap", tiles(left, tile(unit, 11, 9, 1, 0))),
        Arguments.of(
            unit,
            "overlap makes up for a gap",
            tiles(tile(unit, 0, 12, 0, 1), tile(unit, 2, 8, 1, 1))),
        Arguments.of(unit, "no overscan", tiles(left, tile(unit, 12, 8, 0, 0))),
        Arguments.of(unit, "overscan outside", tiles(left, tile(unit, 12, 8, 1, 1))),
        Arguments.of(unit, "outside the area", tiles(left, tile(unit, 12, 9, 1, 0))),
        Arguments.of(unit, "whole twice", List.of(task(0, null, null), task(1, null, null))),
        Arguments.of(
            unit, "whole beside a tile", List.of(task(0, null, null), task(1, left, null))),
        Arguments.of(unit, "samples are missing", List.of(task(0, null, HALF))),
        Arguments.of(unit, "samples twice", List.of(task(0, null, HALF), task(1, null, HALF))),
        Arguments.of(
            unit,
            "one tile lacks samples",
            List.of(task(0, left, HALF), task(1, left, REST), task(2, right, HALF))),
        Arguments.of(
            unit,
            "all samples beside a range",
            List.of(task(0, left, null), task(1, left, REST), task(2, right, null))));
  }

  @ParameterizedTest(name = "{1}, unit {0}")
  @MethodSource("wrong")
  void rejectsWhatIsWrong(int unit, String what, List<Task> tasks) {
    PartFormat format = format(unit, "");
    assertThatThrownBy(() -> PartsOfAFrame.check(format, tasks))
        .as(what)
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void rejectsPartsThatAreRefused() {
    PartFormat format = format(1, "no");
    assertThatThrownBy(() -> PartsOfAFrame.check(format, tiles(tile(1, 0, 20, 0, 0))))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(
            () -> PartsOfAFrame.check(format, List.of(task(0, null, HALF), task(1, null, REST))))
        .isInstanceOf(AssertionError.class);
  }
}

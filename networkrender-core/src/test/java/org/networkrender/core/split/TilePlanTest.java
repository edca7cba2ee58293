package org.networkrender.core.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.split.Task;
import org.networkrender.api.split.Tile;
import org.networkrender.api.testkit.PartsOfAFrame;

class TilePlanTest {
  private static void check(PixelRegion area, TileGrid grid, int overscan) {
    PartFormat format =
        new PartFormat(
            new PixelSize(area.x() + area.width(), area.y() + area.height()),
            area,
            new PictureName("#.exr"),
            true,
            16,
            "",
            new PartFormat.TileRules(overscan, ""),
            PartFormat.SampleRules.refused("not here"));
    List<Tile> tiles = TilePlan.of(format, grid).fromTheMiddle();
    assertThat(tiles).hasSize((int) grid.count());
    FrameSet frame = FrameSet.of(1);
    PartsOfAFrame.check(
        format,
        IntStream.range(0, tiles.size())
            .mapToObj(i -> new Task(i, frame, tiles.get(i), null))
            .toList());
    checkEven(tiles.stream().mapToInt(tile -> tile.kept().width()).toArray());
    checkEven(tiles.stream().mapToInt(tile -> tile.kept().height()).toArray());
  }

  private static void checkEven(int[] sizes) {
    int least = IntStream.of(sizes).min().orElseThrow();
    assertThat(IntStream.of(sizes).max().orElseThrow() - least).isBetween(0, 1);
    assertThat(least).isPositive();
  }

  @Test
  void everyGridOfSmallPicturesCoversEachPixelOnce() {
    for (int width = 1; width <= 13; width++) {
      for (int height = 1; height <= 11; height++) {
        for (int columns = 1; columns <= width; columns++) {
          for (int rows = 1; rows <= height; rows++) {
            check(new PixelRegion(0, 0, width, height), new TileGrid(columns, rows), 2);
          }
        }
      }
    }
  }

  @Test
  void everySideUpTo4999IsCutEvenly() {
    Random random = new Random(1);
    for (int side = 1; side < 5000; side++) {
      int parts = 1 + random.nextInt(Math.min(side, 97));
      check(new PixelRegion(3, 0, side, 7), new TileGrid(parts, 1), random.nextInt(9));
      check(new PixelRegion(0, 5, 2, side), new TileGrid(2, parts), random.nextInt(9));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,1,1",
    "4099,2053,61,53",
    "4999,4993,7,5",
    "320,181,3,3",
    "333,187,7,5",
    "108,1921,1,7",
    "64,64,64,64",
    "4096,1,4096,1",
    "1,4096,1,4096",
    "65536,65536,64,64",
    "65536,1,4096,1",
    "65536,65536,4096,1",
    "65521,65519,63,65"
  })
  void knownSizesAreCovered(int width, int height, int columns, int rows) {
    for (int overscan : new int[] {0, 1, 4, PartFormat.TileRules.MAX_OVERSCAN}) {
      check(new PixelRegion(0, 0, width, height), new TileGrid(columns, rows), overscan);
    }
  }

  @Test
  void anAreaInsideTheCanvasIsItsOwnEdge() {
    TilePlan plan = new TilePlan(new PixelRegion(100, 50, 20, 10), new TileGrid(2, 1), 4);
    assertThat(plan.tile(0, 0))
        .isEqualTo(new Tile(new PixelRegion(100, 50, 10, 10), new PixelRegion(100, 50, 14, 10)));
    assertThat(plan.tile(1, 0))
        .isEqualTo(new Tile(new PixelRegion(110, 50, 10, 10), new PixelRegion(106, 50, 14, 10)));
  }

  @Test
  void beginsInTheMiddle() {
    TilePlan plan = new TilePlan(new PixelRegion(7, 9, 50, 50), new TileGrid(5, 5), 0);
    List<Tile> tiles = plan.fromTheMiddle();
    assertThat(tiles.get(0)).isEqualTo(plan.tile(2, 2));
    assertThat(tiles.subList(1, 5))
        .containsExactlyInAnyOrder(
            plan.tile(2, 1), plan.tile(1, 2), plan.tile(3, 2), plan.tile(2, 3));
    assertThat(tiles.subList(21, 25))
        .containsExactlyInAnyOrder(
            plan.tile(0, 0), plan.tile(4, 0), plan.tile(0, 4), plan.tile(4, 4));
  }

  @Test
  void hasNoMoreTilesThanPixels() {
    PixelRegion area = new PixelRegion(0, 0, 3, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TilePlan(area, new TileGrid(4, 1), 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TilePlan(area, new TileGrid(1, 3), 0));
  }
}

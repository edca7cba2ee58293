package org.networkrender.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.SampleRange;
import org.networkrender.api.split.Task;
import org.networkrender.api.split.Tile;

class TileCostsTest {
  private static Task task(int number, int x, int y, int width, int height) {
    Tile tile = Tile.of(new PixelRegion(x, y, width, height));
    return new Task(number, FrameSet.of(1), tile, null);
  }

  /** A row of tiles of 10 pixels, numbered from the left. */
  private static List<Task> row(int count) {
    return IntStream.range(0, count).mapToObj(i -> task(i, 10 * i, 0, 10, 10)).toList();
  }

  @Test
  void keepsTheOrderOfThePlanWhileNothingIsKnown() {
    assertThat(new TileCosts(row(5)).costliestFirst(List.of(3, 1, 4))).containsExactly(1, 3, 4);
  }

  @Test
  void neighboursOfCostlyTilesComeFirst() {
    TileCosts costs = new TileCosts(row(10));
    costs.finished(0, 1);
    costs.finished(9, 100);
    assertThat(costs.costliestFirst(List.of(1, 2, 3, 4, 5, 6, 7, 8)))
        .containsExactly(8, 7, 6, 5, 4, 3, 2, 1);
    costs.finished(2, 500);
    assertThat(costs.costliestFirst(List.of(1, 3, 8)).get(0)).isEqualTo(3);
  }

  @Test
  void weighsByTheInverseSquareOfTheDistance() {
    // From tile 1 the finished ones are 10 and 20 pixels away, so 100 pixels of it are foretold
    // (7 / 1 + 1 / 4) / (1 / 1 + 1 / 4) = 5.8 s. Far away both weigh the same: 4 s.
    TileCosts costs =
        new TileCosts(
            List.of(
                task(0, 0, 0, 10, 10),
                task(1, 10, 0, 10, 10),
                task(2, 30, 0, 10, 10),
                task(3, 0, 60_000, 143, 1), // 5.72 s
                task(4, 0, 60_100, 147, 1))); // 5.88 s
    costs.finished(0, 7);
    costs.finished(2, 1);
    assertThat(costs.costliestFirst(List.of(1, 3, 4))).containsExactly(4, 1, 3);
  }

  @Test
  void aBigTileCostsMoreThanASmallOneOfTheSameKind() {
    TileCosts costs =
        new TileCosts(
            List.of(task(0, 0, 0, 10, 10), task(1, 10, 0, 5, 10), task(2, 15, 0, 10, 10)));
    costs.finished(0, 3);
    assertThat(costs.costliestFirst(List.of(1, 2))).containsExactly(2, 1);
  }

  @Test
  void leavesOutWhatItDoesNotKnow() {
    List<Task> tasks = new ArrayList<>(row(2));
    tasks.add(new Task(2, FrameSet.of(1), null, new SampleRange(0, 4)));
    TileCosts costs = new TileCosts(tasks);
    costs.finished(77, 1);
    costs.finished(0, Double.NaN);
    costs.finished(0, -1);
    costs.finished(0, Double.POSITIVE_INFINITY);
    assertThat(costs.costliestFirst(List.of(1, 2, 99, 0))).containsExactly(0, 1);
  }

  @Test
  void theOrderIsNearlyTheTrueOneWhereCostsChangeSmoothly() {
    Random random = new Random(3);
    List<Task> tasks = new ArrayList<>();
    double[] seconds = new double[256];
    for (int i = 0; i < 256; i++) {
      int column = i % 16;
      int row = i / 16;
      tasks.add(task(i, 50 * column, 50 * row, 50, 50));
      seconds[i] =
          1 + 60 * Math.exp(-((column - 11) * (column - 11) + (row - 4) * (row - 4)) / 9.0);
    }
    TileCosts costs = new TileCosts(tasks);
    List<Integer> waiting = new ArrayList<>(IntStream.range(0, 256).boxed().toList());
    for (int i = 0; i < 64; i++) {
      int task = waiting.remove(random.nextInt(waiting.size()));
      costs.finished(task, seconds[task]);
    }
    double all = waiting.stream().mapToDouble(task -> seconds[task]).sum();
    double foretold =
        costs.costliestFirst(waiting).stream().limit(48).mapToDouble(task -> seconds[task]).sum();
    double best =
        waiting.stream()
            .map(task -> seconds[task])
            .sorted(Comparator.reverseOrder())
            .limit(48)
            .mapToDouble(each -> each)
            .sum();
    assertThat(foretold).isGreaterThan(0.9 * best).isGreaterThan(2 * all * 48 / waiting.size());
  }
}

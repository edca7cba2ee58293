package org.networkrender.core.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.split.Task;
import org.networkrender.api.split.Tile;

/**
 * Foretells what the waiting tiles of one picture cost, from those that are finished: a costly tile
 * that is begun last keeps everyone waiting.
 *
 * <p>The seconds for a pixel of a waiting tile are the mean of those of the finished tiles, each
 * weighted by the inverse square of its distance, from centre to centre (D. Shepard, "A
 * two-dimensional interpolation function for irregularly-spaced data", ACM 1968). The sums are
 * kept, so a finished tile costs one step for each tile and not one for each pair.
 *
 * <p>Not for several threads at once.
 */
final class TileCosts {
  private final Map<Integer, Estimate> estimates = new LinkedHashMap<>();

  /**
   * Takes the tiles of one picture.
   *
   * @param tasks the tasks of one frame, in the order in which they are started while nothing is
   *     known; those without a tile are left out
   */
  TileCosts(List<Task> tasks) {
    for (Task task : tasks) {
      Tile tile = task.tile();
      if (tile != null) {
        estimates.put(task.number(), new Estimate(estimates.size(), tile.kept()));
      }
    }
  }

  /**
   * Takes in a finished tile.
   *
   * @param task its number; one that is not known is left out
   * @param seconds how long it was rendered, best without the time for preparing the scene
   */
  void finished(int task, double seconds) {
    Estimate done = estimates.get(task);
    if (done == null || !(seconds >= 0) || Double.isInfinite(seconds)) {
      return;
    }
    double rate = seconds / done.kept.pixels();
    for (Estimate estimate : estimates.values()) {
      estimate.learn(done.kept, rate);
    }
  }

  /** Returns waiting tasks by what they are expected to cost, the costliest first. */
  List<Integer> costliestFirst(Collection<Integer> waiting) {
    List<Integer> order = new ArrayList<>(waiting);
    order.removeIf(task -> !estimates.containsKey(task));
    order.sort(
        Comparator.comparing(
            task -> Objects.requireNonNull(estimates.get(task)),
            Comparator.comparingDouble(Estimate::seconds)
                .reversed()
                .thenComparingInt(estimate -> estimate.place)));
    return order;
  }

  /** What is known of one tile. */
  private static final class Estimate {
    private final int place;
    private final PixelRegion kept;
    private double weights;
    private double weightedRates;

    Estimate(int place, PixelRegion kept) {
      this.place = place;
      this.kept = kept;
    }

    void learn(PixelRegion other, double rate) {
      double x = centre(kept.x(), kept.width()) - centre(other.x(), other.width());
      double y = centre(kept.y(), kept.height()) - centre(other.y(), other.height());
      // Never nearer than half a pixel: sample ranges of one tile have the same centre.
      double weight = 1 / Math.max(0.25, x * x + y * y);
      weights += weight;
      weightedRates += weight * rate;
    }

    private static double centre(int start, int length) {
      return start + length / 2.0;
    }

    double seconds() {
      return weights == 0 ? 0 : weightedRates / weights * kept.pixels();
    }
  }
}

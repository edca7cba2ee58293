package org.networkrender.core.split;

import org.networkrender.api.backend.FrameCost;
import org.networkrender.api.backend.PartFormat;

/**
 * Foretells how long a frame takes, in seconds, on slots that are all like this machine.
 *
 * @param cost what the frame costs here
 * @param slots how many slots there are
 * @param parts how parts are rendered
 */
record StillEstimate(FrameCost cost, int slots, PartFormat parts) {
  /**
   * How fast parts travel and are read and written, uncompressed: what a transfer has to reach at
   * least (100 MiB/s, a bit less than Ethernet of 1 Gbit/s).
   */
  static final double BYTES_A_SECOND = 100 * 1024 * 1024;

  /**
   * What each part costs beside its rendering, as measured: the gap between two tasks of a warm
   * session, and the time that the client takes to receive, check and show it.
   */
  static final double GAP = 0.04;

  /** Returns the seconds for the whole frame in one task. */
  double whole() {
    return cost.first() + cost.pixels() + cost.once();
  }

  /**
   * Returns the seconds for a number of tiles. At the end some slots have run out of tiles: half a
   * tile is counted for that.
   */
  double tiles(long tiles) {
    double busy = Math.min(slots, tiles);
    return cost.first()
        + tiles / busy * (cost.again() + GAP + cost.pixelsOf(tiles))
        + cost.pixelsOf(tiles) / 2
        + join(1);
  }

  /** Returns the seconds for a number of sample ranges, at most one a slot. */
  double samples(int ranges) {
    double rounds = Math.ceil((double) ranges / slots);
    return cost.first()
        + (rounds - 1) * cost.again()
        + rounds * GAP
        + rounds * cost.pixelsOf(ranges)
        + join(ranges);
  }

  /**
   * Parts come in, each as large as the picture's share of it; one picture is written, and read
   * again where it has to be finished. What is done once is done then.
   */
  private double join(int pictures) {
    double bytes = (double) parts.canvas().pixels() * parts.bytesPerPixel();
    return bytes * (pictures + (parts.finished() ? 2 : 1)) / BYTES_A_SECOND + cost.once();
  }

  /** Returns the grid of tiles that is done first. */
  TileGrid bestTiles() {
    TileGrid best = TileGrid.choose(parts, TileGrid.MIN_CHOSEN);
    // Numbers close to each other differ by nothing that an estimate could tell.
    for (int wanted = best.columns(); wanted <= TileGrid.MAX_TILES; wanted += 1 + wanted / 16) {
      TileGrid grid = TileGrid.choose(parts, wanted);
      if (tiles(grid.count()) < tiles(best.count())) {
        best = grid;
      }
    }
    return best;
  }
}

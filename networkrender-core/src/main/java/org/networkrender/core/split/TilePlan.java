package org.networkrender.core.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.split.Tile;

/**
 * Where the tiles of a picture lie: columns and rows of whole pixels that together are the area,
 * with sizes that differ by at most one pixel.
 *
 * @param area what is cut, in pixels of the canvas, origin top left
 * @param grid into how many columns and rows; at most one a pixel
 * @param overscan how many pixels wider a tile is rendered where it has a neighbour
 */
record TilePlan(PixelRegion area, TileGrid grid, int overscan) {
  TilePlan {
    if (grid.columns() > area.width() || grid.rows() > area.height() || overscan < 0) {
      throw new IllegalArgumentException(grid + " tiles of " + area);
    }
  }

  static TilePlan of(PartFormat parts, TileGrid grid) {
    return new TilePlan(parts.area(), grid, parts.tiles().overscan());
  }

  /** Returns the tile of a column and a row, counted from 0 at the top left. */
  Tile tile(int column, int row) {
    int left = area.x() + cut(area.width(), grid.columns(), column);
    int right = area.x() + cut(area.width(), grid.columns(), column + 1);
    int top = area.y() + cut(area.height(), grid.rows(), row);
    int bottom = area.y() + cut(area.height(), grid.rows(), row + 1);
    int outerLeft = Math.max(area.x(), left - overscan);
    int outerRight = Math.min(area.x() + area.width(), right + overscan);
    int outerTop = Math.max(area.y(), top - overscan);
    int outerBottom = Math.min(area.y() + area.height(), bottom + overscan);
    return new Tile(
        new PixelRegion(left, top, right - left, bottom - top),
        new PixelRegion(outerLeft, outerTop, outerRight - outerLeft, outerBottom - outerTop));
  }

  private static int cut(int length, int parts, int place) {
    return (int) ((long) length * place / parts);
  }

  /**
   * Returns all tiles, from the middle of the area outward: what costs much is more often in the
   * middle than at the edge, and should not be begun last.
   */
  List<Tile> fromTheMiddle() {
    List<Tile> tiles = new ArrayList<>((int) grid.count());
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        tiles.add(tile(column, row));
      }
    }
    tiles.sort(Comparator.comparingLong(this::distance));
    return tiles;
  }

  /** The square of twice the distance of a tile's centre from the area's. */
  private long distance(Tile tile) {
    PixelRegion kept = tile.kept();
    long x = 2L * (kept.x() - area.x()) + kept.width() - area.width();
    long y = 2L * (kept.y() - area.y()) + kept.height() - area.height();
    return x * x + y * y;
  }
}

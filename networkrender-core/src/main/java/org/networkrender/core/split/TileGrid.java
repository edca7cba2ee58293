package org.networkrender.core.split;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.PartFormat;

/**
 * Into how many tiles a picture is cut.
 *
 * @param columns 1 or more
 * @param rows 1 or more
 */
record TileGrid(int columns, int rows) {
  /** The most tiles of one picture: each is a file that is open while they are joined. */
  static final int MAX_TILES = 4096;

  /** The fewest tiles that are chosen, where the picture has so many pixels. */
  static final int MIN_CHOSEN = 4;

  private static final Pattern FORM = Pattern.compile("(\\d{1,6})x(\\d{1,6})");

  TileGrid {
    if (columns < 1 || rows < 1) {
      throw new IllegalArgumentException(columns + "x" + rows + " tiles");
    }
  }

  /** Reads what a user asks for, such as {@code 8x6}, for a picture of the given area. */
  static TileGrid parse(String text, PixelRegion area) throws RenderException {
    Matcher form = FORM.matcher(text);
    int columns = form.matches() ? Integer.parseInt(form.group(1)) : 0;
    int rows = columns > 0 ? Integer.parseInt(form.group(2)) : 0;
    if (columns < 1 || rows < 1) {
      throw RenderException.user(
          "The tiles are not given as columns x rows, from 1x1 on",
          "Write them like this: 8x6 is 8 columns and 6 rows");
    }
    if (columns > area.width() || rows > area.height()) {
      throw RenderException.user(
          "There are more tiles than pixels: " + columns + "x" + rows,
          "This picture may have up to "
              + area.width()
              + " columns and "
              + area.height()
              + " rows, and "
              + MAX_TILES
              + " tiles in all");
    }
    TileGrid grid = new TileGrid(columns, rows);
    if (grid.count() > MAX_TILES) {
      throw RenderException.user(
          grid + " is " + grid.count() + " tiles", "A picture may have up to " + MAX_TILES);
    }
    return grid;
  }

  /**
   * Returns the grid that comes nearest to a number of tiles, with tiles that are nearly square and
   * not tiny.
   *
   * @param area what is cut
   * @param wanted how many tiles; it is moved into {@value #MIN_CHOSEN} to {@value #MAX_TILES}
   */
  static TileGrid choose(PixelRegion area, long wanted) {
    return choose(area, wanted, PartFormat.TileRules.LEAST_SIDE);
  }

  /** Returns the same for tiles as a scene's parts allow them. */
  static TileGrid choose(PartFormat parts, long wanted) {
    return choose(parts.area(), wanted, parts.tiles().leastSide());
  }

  /** Tiles are not smaller than the least side, unless there are two in that direction. */
  private static TileGrid choose(PixelRegion area, long wanted, int leastSide) {
    int tiles = (int) Math.max(MIN_CHOSEN, Math.min(MAX_TILES, wanted));
    int mostColumns = most(area.width(), leastSide);
    int mostRows = most(area.height(), leastSide);
    TileGrid best = new TileGrid(1, Math.min(tiles, mostRows));
    double bestScore = best.score(area, tiles);
    for (int columns = 2; columns <= mostColumns && columns <= tiles; columns++) {
      int rows = Math.min(mostRows, (tiles + columns - 1) / columns);
      TileGrid grid = new TileGrid(columns, rows);
      double score = grid.score(area, tiles);
      if (grid.count() <= MAX_TILES && score < bestScore) {
        best = grid;
        bestScore = score;
      }
    }
    return best;
  }

  private static int most(int side, int leastSide) {
    return Math.max(Math.min(2, side), side / leastSide);
  }

  /** How far off this grid is: 0 for square tiles of the number wanted. */
  private double score(PixelRegion area, int tiles) {
    double width = (double) area.width() / columns;
    double height = (double) area.height() / rows;
    return Math.abs(Math.log(width / height)) + 2 * Math.abs(Math.log((double) count() / tiles));
  }

  /** Returns how many tiles there are. */
  long count() {
    return (long) columns * rows;
  }

  @Override
  public String toString() {
    return columns + "x" + rows;
  }
}

package org.networkrender.core.split;

import java.util.ArrayList;
import java.util.List;
import org.networkrender.api.FrameSet;
import org.networkrender.api.ProviderOption;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.FrameCost;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.split.SplitPlan;
import org.networkrender.api.split.SplitRequest;
import org.networkrender.api.split.Task;
import org.networkrender.api.split.Tile;
import org.networkrender.core.text.PlainWords;

/**
 * Each frame in tiles, from its middle outward. The option {@value #OPTION} says how many, as
 * columns x rows; without it there are about {@value #TILES_A_SLOT} for each slot, so that cheap
 * and costly ones even out, and fewer where each tile prepares the scene anew. What the frame costs
 * is not asked: to find out takes seconds in which nobody renders, and {@code auto} does it.
 */
public final class TileSplitter implements JobSplitter {
  /** The option that names the columns and rows of tiles, such as {@code 8x6}. */
  public static final String OPTION = "tiles";

  static final ProviderOption TILES =
      ProviderOption.ofJob(
          OPTION, "columns and rows of tiles a frame, such as 8x6: chosen unless given");

  /**
   * With so many, the last ones to be finished keep no one waiting long, even where the costliest
   * tile takes several times as long as the mean one.
   */
  static final int TILES_A_SLOT = 16;

  /** Where each tile costs what preparing the scene costs. */
  static final int ANEW_TILES_A_SLOT = 5;

  /** How much of the time for the pixels may go into preparing each tile anew. */
  static final double MAX_OVERHEAD = 0.05;

  @Override
  public String name() {
    return "tiles";
  }

  @Override
  public String description() {
    return "Each frame in tiles, for big stills";
  }

  @Override
  public List<ProviderOption> options() {
    return List.of(TILES);
  }

  @Override
  public SplitPlan split(SplitRequest request) throws RenderException {
    PartFormat parts = PartRequest.forTiles(request);
    String option = request.options().get(OPTION);
    TileGrid grid =
        option == null
            ? TileGrid.choose(parts, wanted(request, parts))
            : TileGrid.parse(option, parts.area());
    String reason =
        option == null ? "chosen for " + PlainWords.slots(request.slots()) : "as asked for";
    return new SplitPlan(tasks(request, parts, grid), grid + " tiles a frame, " + reason);
  }

  private static long wanted(SplitRequest request, PartFormat parts) {
    int frames = Math.max(1, request.frames().size());
    return Math.max(TileGrid.MIN_CHOSEN, (even(request.slots(), parts) + frames - 1) / frames);
  }

  /** Returns how many tiles even out on so many slots, where nothing is known of their cost. */
  static long even(int slots, PartFormat parts) {
    return (long) slots * (parts.tiles().preparedAnew() ? ANEW_TILES_A_SLOT : TILES_A_SLOT);
  }

  /** Returns how many tiles a frame may have before preparing them anew is no small matter. */
  static long affordable(FrameCost cost) {
    double tiles = MAX_OVERHEAD * cost.pixels() / Math.max(cost.again(), 1e-9);
    // With more than these each would take longer than its share.
    double filled = cost.pixels() / Math.max(cost.least(), 1e-9);
    return (long) Math.min(TileGrid.MAX_TILES, Math.min(tiles, filled));
  }

  /** Cuts each frame of a request into the same tiles. */
  static List<Task> tasks(SplitRequest request, PartFormat parts, TileGrid grid)
      throws RenderException {
    PartRequest.checkTasks(request, grid.count());
    List<Tile> tiles = TilePlan.of(parts, grid).fromTheMiddle();
    List<Task> tasks = new ArrayList<>(tiles.size() * request.frames().size());
    request.frames().stream()
        .mapToObj(FrameSet::of)
        .forEach(
            frame -> tiles.forEach(tile -> tasks.add(new Task(tasks.size(), frame, tile, null))));
    return tasks;
  }
}

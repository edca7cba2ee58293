package org.networkrender.core.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.FrameCost;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.split.SplitPlan;
import org.networkrender.api.split.SplitRequest;
import org.networkrender.api.split.Task;
import org.networkrender.api.split.Tile;

/**
 * Each frame in tiles, from its middle outward. The option {@value #OPTION} says how many, as
 * columns x rows; without it there are about {@value #TILES_A_SLOT} for each slot, so that cheap
 * and costly ones even out, but not so many that preparing each of them would take more than a
 * twentieth of the frame.
 */
public final class TileSplitter implements JobSplitter {
  /** The option that names the columns and rows of tiles, such as {@code 8x6}. */
  public static final String OPTION = "tiles";

  static final int TILES_A_SLOT = 5;

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
  public Set<String> options() {
    return Set.of(OPTION);
  }

  @Override
  public SplitPlan split(SplitRequest request) throws RenderException {
    PartFormat parts = PartRequest.forTiles(request);
    String option = request.options().get(OPTION);
    TileGrid grid =
        option == null
            ? TileGrid.choose(parts.area(), wanted(request))
            : TileGrid.parse(option, parts.area());
    String reason =
        option == null ? "chosen for " + PlainWords.slots(request.slots()) : "as asked for";
    return new SplitPlan(tasks(request, parts, grid), grid + " tiles a frame, " + reason);
  }

  private static long wanted(SplitRequest request) {
    int frames = request.frames().size();
    if (frames == 0) {
      return TileGrid.MIN_CHOSEN;
    }
    long fewest = Math.max(TileGrid.MIN_CHOSEN, ceil(request.slots(), frames));
    long even = Math.max(fewest, ceil((long) TILES_A_SLOT * request.slots(), frames));
    Optional<FrameCost> cost =
        even > fewest ? request.costs().of(request.frames().get(0)) : Optional.empty();
    return cost.map(known -> Math.max(fewest, Math.min(even, affordable(known)))).orElse(even);
  }

  private static long ceil(long amount, int frames) {
    return (amount + frames - 1) / frames;
  }

  /** Returns how many tiles a frame may have before preparing them anew is no small matter. */
  static long affordable(FrameCost cost) {
    double tiles = MAX_OVERHEAD * cost.pixels() / Math.max(cost.again(), 1e-9);
    return (long) Math.min(TileGrid.MAX_TILES, tiles);
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

package org.networkrender.core.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.networkrender.api.FrameSet;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.split.Task;
import org.networkrender.api.split.Tile;

/** Cuts single frames of a scene into tiles while its job runs. */
public final class FrameTiles {
  private final PartFormat parts;
  private final Map<Integer, TileGrid> grids = new ConcurrentHashMap<>();

  /**
   * Prepares.
   *
   * @param parts how the scene is rendered in parts; tiles must not be refused
   */
  public FrameTiles(PartFormat parts) {
    this.parts = parts;
  }

  /**
   * Returns how many tiles a frame is cut into when so many are wanted: about as many, and not tiny
   * ones.
   */
  public int count(int wanted) {
    TileGrid grid = TileGrid.choose(parts, wanted);
    int count = (int) grid.count();
    grids.put(count, grid);
    return count;
  }

  /**
   * Cuts a frame.
   *
   * @param frame its number
   * @param count how many tiles; a number that {@link #count} has returned
   * @param first the number of the first task
   * @return a task for each tile, numbered on from the first
   * @throws IllegalArgumentException if the number of tiles is another one
   */
  public List<Task> cut(int frame, int count, int first) {
    TileGrid grid = grids.get(count);
    if (grid == null) {
      throw new IllegalArgumentException(count + " tiles");
    }
    List<Task> tasks = new ArrayList<>();
    for (Tile tile : TilePlan.of(parts, grid).fromTheMiddle()) {
      tasks.add(new Task(first + tasks.size(), FrameSet.of(frame), tile, null));
    }
    return tasks;
  }
}

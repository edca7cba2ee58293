package org.networkrender.core.job;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.networkrender.api.split.Task;

/** Says in which order the tiles of a frame are best started, once some of them are finished. */
final class TileOrder {
  private final Map<Integer, List<Task>> byFrame = new HashMap<>();
  private final Map<Integer, TileCosts> costs = new HashMap<>();
  private final BitSet done = new BitSet();

  /** Takes the parts that are to be rendered, with the numbers that the scheduler knows them by. */
  TileOrder(List<Task> tasks) {
    for (Task task : tasks) {
      if (task.isPart()) {
        byFrame.computeIfAbsent(task.frames().get(0), frame -> new ArrayList<>()).add(task);
      }
    }
    byFrame.forEach((frame, parts) -> costs.put(frame, new TileCosts(parts)));
  }

  /**
   * A part is finished.
   *
   * @param seconds how long it was rendered
   * @param warm whether the worker had rendered a part before: the first one takes the time to
   *     prepare the scene, which says nothing about its neighbours
   * @return the order of those parts of its frame that are not finished, costliest first; empty
   *     when nothing was learned
   */
  List<Integer> finished(Task part, double seconds, boolean warm) {
    done.set(part.number());
    TileCosts known = costs.get(part.frames().get(0));
    if (!warm || known == null) {
      return List.of();
    }
    known.finished(part.number(), seconds);
    return known.costliestFirst(
        byFrame.getOrDefault(part.frames().get(0), List.of()).stream()
            .map(Task::number)
            .filter(number -> !done.get(number))
            .toList());
  }
}

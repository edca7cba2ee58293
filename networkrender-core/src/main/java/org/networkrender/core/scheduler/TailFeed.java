package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Cuts tasks that nobody has begun for slots that will soon need parts. */
final class TailFeed {
  private final TaskTable tasks;
  private final WorkerTable workers;
  private final TailAhead.Cuts cuts;
  private final PartSizes sizes;

  TailFeed(TaskTable tasks, WorkerTable workers, TailAhead.Cuts cuts, PartSizes sizes) {
    this.tasks = tasks;
    this.workers = workers;
    this.cuts = cuts;
    this.sizes = sizes;
  }

  /** To be called while there are tasks that nobody has begun; all must be done at the end. */
  void look(List<SlotView> views, double end, long now, List<Effect> effects) {
    List<SlotView> hungry = new ArrayList<>();
    for (SlotView view : views) {
      if (view.hungry() && view.worker().late) {
        hungry.add(view);
      }
    }
    if (hungry.isEmpty()) {
      return;
    }
    hungry.sort(Comparator.comparingDouble(SlotView::pace));
    TreeMap<Integer, Integer> waiting = new TreeMap<>(tasks.waitingParts());
    for (int i = 0; i < hungry.size(); i++) {
      SlotView view = hungry.get(i);
      double left = end - Math.max(view.free(), (double) now);
      if (takeFitting(waiting, view, left)) {
        continue;
      }
      int parts = sizes.parts(view.pace(), view.overhead(), left);
      boolean fits = TailAhead.UNEVEN * view.pace() / Math.max(1, parts) + view.overhead() <= left;
      // What does not fit is cut all the same, rather than begun as a whole.
      if (!fits && !waiting.isEmpty()) {
        take(waiting, waiting.lastKey());
        continue;
      }
      if (parts < 2 || cuts.room() < 1) {
        continue;
      }
      int task = unstarted();
      if (task == TaskTable.NONE) {
        break;
      }
      cuts.cut(task, parts, effects);
      waiting.merge(parts, parts, Integer::sum);
      takeFitting(waiting, view, left);
    }
  }

  private static boolean takeFitting(Map<Integer, Integer> waiting, SlotView view, double left) {
    for (Map.Entry<Integer, Integer> entry : waiting.entrySet()) {
      if (TailAhead.UNEVEN * view.pace() / entry.getKey() + view.overhead() <= left) {
        take(waiting, entry.getKey());
        return true;
      }
    }
    return false;
  }

  private static void take(Map<Integer, Integer> waiting, int size) {
    waiting.merge(size, -1, Integer::sum);
    waiting.remove(size, 0);
  }

  /** Returns a task that nobody has begun and that may be cut, or none. */
  private int unstarted() {
    @Nullable AttemptState queued = null;
    for (WorkerState worker : workers.all()) {
      for (AttemptState attempt : worker.queue) {
        if (cuts.allow(attempt)) {
          if (worker.late) {
            return attempt.task;
          }
          queued = attempt;
        }
      }
    }
    int waiting = tasks.findWaiting(cuts::allow);
    if (waiting != TaskTable.NONE) {
      return waiting;
    }
    return queued == null ? TaskTable.NONE : queued.task;
  }
}

package org.networkrender.core.worker;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.networkrender.core.events.WorkerPause;

/**
 * Why a worker takes no task. There may be several reasons, which come and go on their own; it
 * takes tasks when none is left. All methods may be called from any thread.
 */
final class Pauses {
  private final Map<WorkerPause.Reason, String> reasons = new EnumMap<>(WorkerPause.Reason.class);
  private final Runnable changed;
  private volatile String text = "";

  /**
   * Begins without a reason.
   *
   * @param changed is called when the reasons changed, one call at a time
   */
  Pauses(Runnable changed) {
    this.changed = changed;
  }

  /** Says that there is a reason, and in which words; or that it is gone, where there are none. */
  synchronized void set(WorkerPause.Reason reason, Optional<String> why) {
    String before = reasons.getOrDefault(reason, "");
    if (before.isEmpty() == why.isEmpty()) {
      return;
    }
    why.ifPresentOrElse(words -> reasons.put(reason, words), () -> reasons.remove(reason));
    text = String.join("; ", reasons.values());
    changed.run();
  }

  /** Returns all reasons in one line; empty where there is none. */
  String text() {
    return text;
  }

  synchronized List<WorkerPause> all() {
    return reasons.entrySet().stream()
        .map(each -> new WorkerPause(each.getKey(), each.getValue()))
        .collect(Collectors.toUnmodifiableList());
  }
}

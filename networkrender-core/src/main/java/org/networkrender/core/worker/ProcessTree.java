package org.networkrender.core.worker;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes of one renderer: itself and all that it started. Those that were seen once are
 * remembered, because a process whose parent has ended has no way back to the root. All methods may
 * be called from any thread.
 */
final class ProcessTree {
  /** A process that was not there before has used more than it had. */
  private static final Duration NEW = Duration.ofNanos(-1);

  private final Map<ProcessHandle, Duration> processorTimes = new HashMap<>();

  /**
   * Looks at the processes that there are now.
   *
   * @return whether one of them used processor time since the last look, or is new. A short piece
   *     of work may count for nothing: systems count in steps of 10 ms
   */
  synchronized boolean look(Optional<ProcessHandle> root) {
    root.ifPresent(process -> processorTimes.putIfAbsent(process, NEW));
    for (ProcessHandle known : List.copyOf(processorTimes.keySet())) {
      try (Stream<ProcessHandle> descendants = known.descendants()) {
        descendants.forEach(process -> processorTimes.putIfAbsent(process, NEW));
      }
    }
    processorTimes.keySet().removeIf(process -> !process.isAlive());
    boolean worked = false;
    for (Map.Entry<ProcessHandle, Duration> process : processorTimes.entrySet()) {
      Duration used = process.getKey().info().totalCpuDuration().orElse(Duration.ZERO);
      worked |= used.compareTo(process.getValue()) > 0;
      process.setValue(used);
    }
    return worked;
  }

  /** Returns the processes of the last look. */
  synchronized List<ProcessHandle> processes() {
    return List.copyOf(processorTimes.keySet());
  }

  /**
   * Ends all processes that were seen, and what they have started since, by force: a stopped
   * process takes no polite signal.
   */
  void kill() {
    look(Optional.empty());
    processes().forEach(ProcessHandle::destroyForcibly);
  }
}

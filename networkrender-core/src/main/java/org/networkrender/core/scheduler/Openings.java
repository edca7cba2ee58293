package org.networkrender.core.scheduler;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where sessions could not be opened, as long as nobody could open one. That is no matter of single
 * tasks: what befalls all of them in it counts together, as what befalls one task does.
 */
class Openings {
  private @Nullable TaskHistory history;

  /** When each machine failed last at it. */
  private final Map<MachineRecord, Long> failedAt = new HashMap<>();

  private boolean opened;
  private boolean spent;

  /** Somebody has opened a session: from now on tasks fail, each by itself. */
  void opened() {
    opened = true;
    history = null;
    spent = false;
    failedAt.clear();
  }

  /**
   * Returns what has befallen with one more failure, or null when that is the task's own matter.
   * Several slots of a machine that fail at once are one failure of it: what had begun before the
   * last one says nothing new.
   */
  @Nullable TaskHistory after(AttemptState attempt, Failure failure, EventClock clock) {
    if (opened || failure.stage() != FailureStage.OPENING) {
      return null;
    }
    MachineRecord machine = attempt.worker.machine;
    Long last = failedAt.get(machine);
    if (last != null && attempt.begunAt() < last) {
      return null;
    }
    failedAt.put(machine, clock.now());
    return TaskHistory.after(history, machine, failure, clock.leaseTime());
  }

  /**
   * Keeps what has befallen.
   *
   * @param enough whether nobody is believed to open one any more; others may still be trying
   */
  void remember(TaskHistory noted, boolean enough) {
    history = noted;
    spent |= enough;
  }

  /** Returns what has befallen, once it was enough; null until then. */
  @Nullable TaskHistory spent() {
    return spent ? history : null;
  }

  /** Returns the machines that could not open one, which rest at least until {@link #retryAt}. */
  Set<MachineRecord> machines() {
    return history == null ? Set.of() : history.shunned().failed();
  }

  /** Returns when they may try again; long ago when none has failed. */
  long retryAt() {
    return history == null ? Long.MIN_VALUE : history.retryAt();
  }

  /** Returns whether a machine is not to try again yet. */
  boolean holds(MachineRecord machine, long now) {
    return retryAt() > now && machines().contains(machine);
  }

  /** Returns what is waited for, if nobody may try just now who has tried. */
  Optional<Wait> awaited(long now) {
    return retryAt() > now ? Optional.of(new Wait(Wait.OPENING, retryAt())) : Optional.empty();
  }
}

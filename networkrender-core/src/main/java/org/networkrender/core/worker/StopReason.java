package org.networkrender.core.worker;

import java.time.Duration;
import org.networkrender.core.scheduler.FailureKind;

/**
 * Why a worker ended a task by force.
 *
 * @param kind what its client is to make of it
 * @param message what happened, in one line
 * @param advice what to do next; may be empty
 */
record StopReason(FailureKind kind, String message, String advice) {
  static StopReason stalled(Duration silence) {
    return new StopReason(
        FailureKind.STALLED,
        "no sign of work for "
            + PlainTime.of(silence)
            + ": the renderer printed nothing and used no processor time, and was ended",
        "");
  }

  /** Neither the task nor this machine is at fault, so it may be tried anywhere. */
  static StopReason withoutFile(Duration silence) {
    return new StopReason(
        FailureKind.RESOURCE,
        "its client has sent no file that it needs for " + PlainTime.of(silence),
        "");
  }

  /** The limit is the user's own, and would be passed on every machine. */
  static StopReason overdue(Duration limit) {
    return new StopReason(
        FailureKind.SCENE,
        "took longer than the limit of " + PlainTime.of(limit),
        "Give it more with --task-limit");
  }
}

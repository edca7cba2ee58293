package org.networkrender.core.scheduler;

/**
 * What happened to an attempt.
 *
 * @param kind how it failed
 * @param stage how far it had come
 * @param cause what happened, in words without a full stop
 * @param words the same without what differs from machine to machine: {@link FailureWords}
 */
record Failure(FailureKind kind, FailureStage stage, String cause, String words) {
  /** A failure that no renderer is asked about. */
  static Failure outside(FailureKind kind, String cause) {
    return new Failure(kind, FailureStage.OUTSIDE, cause, "");
  }

  /** A broken promise of a worker that has not even begun. */
  static Failure unbegun(String cause) {
    return new Failure(FailureKind.WORKER, FailureStage.OPENING, cause, "");
  }

  /** Returns the words by which it may be like others; empty when it is like none. */
  String likeness() {
    return kind == FailureKind.WORKER && stage != FailureStage.OUTSIDE ? words : "";
  }
}

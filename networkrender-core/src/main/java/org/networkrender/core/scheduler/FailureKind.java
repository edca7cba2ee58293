package org.networkrender.core.scheduler;

import org.networkrender.api.ErrorKind;

/** How an attempt failed, as far as it decides what becomes of its task and of its machine. */
public enum FailureKind {
  /** The scene or the order is wrong: it fails the same way everywhere. */
  SCENE,
  /** The machine or its renderer is at fault. */
  WORKER,
  /** Memory, disk or a device is lacking there and then. */
  RESOURCE,
  /** The worker ended its renderer because that showed no sign of work any more. */
  STALLED,
  /** The worker cannot do this task at all: it lacks the engine or the version. */
  REFUSED,
  /** The link of the worker ended while it was rendering, or it fell silent. */
  LOST;

  /** Returns the kind of an error that a renderer or a worker reports. */
  public static FailureKind of(ErrorKind kind) {
    return switch (kind) {
      case USER -> SCENE;
      case WORKER, INTERNAL -> WORKER;
      case REFUSED -> REFUSED;
      case RESOURCE -> RESOURCE;
    };
  }

  /** Returns whether such a failure counts against the task. */
  boolean counts() {
    return this != REFUSED && this != LOST;
  }
}

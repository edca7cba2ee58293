package org.networkrender.core.events;

/** How an attempt failed. */
public enum FailureReason {
  /** The scene or the order is wrong: it fails the same way everywhere. */
  SCENE,
  /** The machine or its renderer is at fault. */
  WORKER,
  /** Memory, disk or a device is lacking there and then. */
  RESOURCE,
  /** Its renderer showed no sign of work any more and was ended. */
  STALLED,
  /** The worker cannot do this task at all: it lacks the engine or the version. */
  REFUSED,
  /** The link of the worker ended while it was rendering, or it fell silent. */
  LOST,
  /** Something that this version does not know. */
  OTHER
}

package org.networkrender.api;

/** Who has to act on an error. The kind decides whether a task is tried again, and where. */
public enum ErrorKind {
  /** The order or the scene is wrong: it fails the same way everywhere until a person mends it. */
  USER,
  /** This machine or its renderer is at fault: the same task may well work on another one. */
  WORKER,
  /**
   * This machine's renderer cannot do this at all, since it is another version or lacks the engine:
   * other machines can, and this one is not asked again.
   */
  REFUSED,
  /** Memory, disk or a device is lacking here and now. */
  RESOURCE,
  /** A defect of networkrender or of a provider. */
  INTERNAL
}

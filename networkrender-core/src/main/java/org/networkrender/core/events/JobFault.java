package org.networkrender.core.events;

import org.networkrender.api.ErrorKind;

/** Who has to act where a job could not go on. */
public enum JobFault {
  /** The order or the scene is wrong, or pictures are there that nobody decided about. */
  USER,
  /** No worker or renderer can be used. */
  WORKER,
  /** The renderers that are there cannot do this: another version is needed. */
  REFUSED,
  /** Memory, disk or a device is lacking. */
  RESOURCE,
  /** A defect. */
  INTERNAL,
  /** Something that this version does not know. */
  OTHER;

  /** Returns the fault that an error is. */
  public static JobFault of(ErrorKind kind) {
    return switch (kind) {
      case USER -> USER;
      case WORKER -> WORKER;
      case REFUSED -> REFUSED;
      case RESOURCE -> RESOURCE;
      case INTERNAL -> INTERNAL;
    };
  }

  /** Returns the kind of error that this is. */
  public ErrorKind kind() {
    return switch (this) {
      case USER -> ErrorKind.USER;
      case WORKER -> ErrorKind.WORKER;
      case REFUSED -> ErrorKind.REFUSED;
      case RESOURCE -> ErrorKind.RESOURCE;
      case INTERNAL, OTHER -> ErrorKind.INTERNAL;
    };
  }
}

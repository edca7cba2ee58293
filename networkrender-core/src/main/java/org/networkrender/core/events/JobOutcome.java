package org.networkrender.core.events;

/** How a job ended. */
public enum JobOutcome {
  /** Every frame is there. */
  COMPLETE,
  /** Some frames were given up. */
  INCOMPLETE,
  /** It was cancelled. */
  CANCELLED,
  /** It could not go on. */
  FAILED,
  /** Something that this version does not know. */
  OTHER
}

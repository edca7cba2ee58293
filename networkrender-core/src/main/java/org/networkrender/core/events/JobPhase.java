package org.networkrender.core.events;

/** What a job does on the whole. */
public enum JobPhase {
  /** The scene is looked into, and tasks are made. */
  PLANNING,
  /** Tasks are rendered. */
  RUNNING,
  /** No task is begun until it is resumed. */
  PAUSED,
  /** It has ended. */
  ENDED,
  /** Something that this version does not know. */
  OTHER
}

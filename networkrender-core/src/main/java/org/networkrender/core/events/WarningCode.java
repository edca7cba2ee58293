package org.networkrender.core.events;

/** What a warning is about. */
public enum WarningCode {
  /** Something in the scene. */
  SCENE,
  /** Files that the scene needs: missing ones, and what is sent. */
  FILES,
  /** The output directory, or pictures that are there already. */
  OUTPUT,
  /** A worker: it left, cannot be used, or takes no tasks. */
  WORKER,
  /** The pictures of a worker may differ from those of others. */
  DIFFERENCE,
  /** A task: it failed, or was given up. */
  TASK,
  /** What an audit found. */
  AUDIT,
  /** A provider is at fault. */
  PROVIDER,
  /** Something that this version does not know. */
  OTHER
}

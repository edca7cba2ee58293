package org.networkrender.core.scheduler;

/** What went wrong with an attempt: how far it had come when it failed. */
public enum FailureStage {
  /** No session could be opened in which it would have been rendered. */
  OPENING,
  /** It could not be rendered, or what was rendered is not what was asked for. */
  RENDERING,
  /**
   * Something outside the renderer: the worker broke a promise, the result did not arrive, or this
   * client could not check it. It says nothing of the task.
   */
  OUTSIDE
}

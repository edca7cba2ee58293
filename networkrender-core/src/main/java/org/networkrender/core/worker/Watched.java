package org.networkrender.core.worker;

/** Something that works for a task, may hang, and can be ended by force. */
interface Watched {
  /** Looks at it; returns whether it worked since the last look. */
  boolean look();

  /** Whether its silence means anything: work that prints nothing would be seen. */
  boolean isVisible();

  /** Whether it is the renderer's work: what comes before is judged by itself, and no limit's. */
  default boolean isRendering() {
    return true;
  }

  /** Ends it, at once; may be called again and again. */
  void stop();
}

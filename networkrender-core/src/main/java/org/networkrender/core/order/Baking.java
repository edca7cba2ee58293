package org.networkrender.core.order;

/**
 * What becomes of simulations in a scene of which no result is stored with it. Rendered in any
 * order by any machine, their pictures would depend on who rendered which frame.
 */
public enum Baking {
  /**
   * They are baked once, before the first frame, and all machines get the result; what cannot be
   * baked is rendered by one machine, frame after frame.
   */
  AUTO,
  /** A scene that has some is refused. */
  NEVER
}

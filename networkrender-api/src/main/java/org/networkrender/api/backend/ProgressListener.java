package org.networkrender.api.backend;

/** Hears how a frame comes along. May be called on any thread; must return soon. */
@FunctionalInterface
public interface ProgressListener {
  /** Hears nothing. */
  ProgressListener NONE = (fraction, note) -> {};

  /**
   * Tells that there is a sign of work.
   *
   * @param fraction how much of the frame is done, 0 to 1; a renderer's own guess, may stand still
   * @param note what the renderer does, one short line; may be empty
   */
  void progress(double fraction, String note);
}

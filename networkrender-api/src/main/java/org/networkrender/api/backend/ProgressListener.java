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

  /**
   * Tells that the renderer does something by which it may be silent for many minutes, until {@link
   * #progress} is called again: a driver compiles for a graphics card, for example.
   *
   * @param note what it does, one short line
   */
  default void preparing(String note) {
    progress(0, note);
  }
}

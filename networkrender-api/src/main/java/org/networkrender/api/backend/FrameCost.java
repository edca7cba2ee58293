package org.networkrender.api.backend;

/**
 * What one frame costs on one machine with all its render threads, as measured on a small piece of
 * it. An estimate, to choose a split by.
 *
 * @param first seconds that a session spends before the first pixel of a frame (reading, building);
 *     a whole frame pays it once, and so does each session that renders parts of it
 * @param again seconds that the same session spends before the first pixel of each further part
 * @param pixels seconds for all pixels and samples of the frame
 * @param least seconds that the pixels of any part take, however few they are: a graphics card that
 *     a part does not fill works as long as on one that does. 0 on a processor
 * @param once seconds for what one machine does with the whole picture behind its last pixel,
 *     whether it was rendered in parts or not, such as denoising
 */
public record FrameCost(double first, double again, double pixels, double least, double once) {
  /** Checks the numbers. */
  public FrameCost {
    if (!(first >= 0 && again >= 0 && pixels >= 0 && least >= 0 && once >= 0)
        || first + again + pixels + least + once > 1e12) {
      throw new IllegalArgumentException("a cost is not a number of seconds");
    }
  }

  /**
   * A frame that is ready with its last pixel, where the pixels of a part take their share of the
   * time.
   */
  public FrameCost(double first, double again, double pixels) {
    this(first, again, pixels, 0, 0);
  }

  /** Returns the seconds that the pixels of one of so many equal parts take. */
  public double pixelsOf(long parts) {
    return Math.max(pixels / parts, Math.min(least, pixels));
  }
}

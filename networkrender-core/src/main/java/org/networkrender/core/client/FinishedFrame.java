package org.networkrender.core.client;

import java.nio.file.Path;
import java.util.List;

/**
 * A frame whose pictures are in their place.
 *
 * @param frame the frame number
 * @param pictures its files
 * @param worker the name of the worker that rendered it
 * @param seconds how long the worker rendered it; for a task of several frames, the mean
 */
public record FinishedFrame(int frame, List<Path> pictures, String worker, double seconds) {
  /** Copies the list. */
  public FinishedFrame {
    pictures = List.copyOf(pictures);
  }
}

package org.networkrender.api.backend;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.SampleRange;

/**
 * One frame, or a part of one. A part gives one file, as the scene's {@link PartFormat} describes
 * it; a whole frame gives its pictures.
 *
 * @param frame the frame number
 * @param region the part of the canvas, or null for the whole
 * @param samples the part of the samples, or null for all
 * @param directory an existing empty directory for the files
 */
public record RenderRequest(
    int frame, @Nullable PixelRegion region, @Nullable SampleRange samples, Path directory) {

  /** Returns a request for a whole frame. */
  public static RenderRequest wholeFrame(int frame, Path directory) {
    return new RenderRequest(frame, null, null, directory);
  }

  /** Returns whether this is a part of a frame. */
  public boolean isPart() {
    return region != null || samples != null;
  }
}

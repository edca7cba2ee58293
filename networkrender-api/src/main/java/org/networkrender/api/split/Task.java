package org.networkrender.api.split;

import org.jspecify.annotations.Nullable;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.SampleRange;

/**
 * The smallest unit handed to a worker: one or more frames, or a <em>part</em> of one frame.
 *
 * @param number the task's place in its plan, counted from 0
 * @param frames the frames, at least one; exactly one when there is a tile or a sample range
 * @param tile the part of the canvas, or null for the whole
 * @param samples the part of the samples, or null for all
 */
public record Task(
    int number, FrameSet frames, @Nullable Tile tile, @Nullable SampleRange samples) {
  /** Checks that the parts fit together. */
  public Task {
    if (number < 0 || frames.isEmpty()) {
      throw new IllegalArgumentException("a task has a number from 0 and at least one frame");
    }
    if ((tile != null || samples != null) && frames.size() != 1) {
      throw new IllegalArgumentException("a part of a picture belongs to exactly one frame");
    }
  }

  /** Returns a task of whole frames. */
  public static Task of(int number, FrameSet frames) {
    return new Task(number, frames, null, null);
  }

  /** Returns whether this is a part of a frame, which has to be joined with others. */
  public boolean isPart() {
    return tile != null || samples != null;
  }

  /** Returns what people call this task, for example {@code frame 7} or {@code frames 1-5}. */
  public String label() {
    String label = (frames.size() == 1 ? "frame " : "frames ") + frames;
    if (tile != null) {
      PixelRegion kept = tile.kept();
      label += " tile " + kept.width() + "x" + kept.height() + "+" + kept.x() + "+" + kept.y();
    }
    if (samples != null) {
      label += " samples " + samples.first() + "+" + samples.count();
    }
    return label;
  }
}

package org.networkrender.api.split;

import org.jspecify.annotations.Nullable;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.SampleRange;

/**
 * The smallest unit handed to a worker: one or more frames, or a part of one frame.
 *
 * @param number the task's place in its plan, counted from 0
 * @param frames the frames, at least one; exactly one when there is a region or a sample range
 * @param region the part of the picture, or null for the whole
 * @param samples the part of the samples, or null for all
 */
public record Task(
    int number, FrameSet frames, @Nullable PixelRegion region, @Nullable SampleRange samples) {
  /** Checks that the parts fit together. */
  public Task {
    if (number < 0 || frames.isEmpty()) {
      throw new IllegalArgumentException("a task has a number from 0 and at least one frame");
    }
    if ((region != null || samples != null) && frames.size() != 1) {
      throw new IllegalArgumentException("a part of a picture belongs to exactly one frame");
    }
  }

  /** Returns a task of whole frames. */
  public static Task of(int number, FrameSet frames) {
    return new Task(number, frames, null, null);
  }

  /** Returns what people call this task, for example {@code frame 7} or {@code frames 1-5}. */
  public String label() {
    String label = (frames.size() == 1 ? "frame " : "frames ") + frames;
    if (region != null) {
      label +=
          " tile " + region.width() + "x" + region.height() + "+" + region.x() + "+" + region.y();
    }
    if (samples != null) {
      label += " samples " + samples.first() + "+" + samples.count();
    }
    return label;
  }
}

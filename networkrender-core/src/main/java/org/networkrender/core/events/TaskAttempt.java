package org.networkrender.core.events;

import java.util.Objects;
import org.networkrender.api.FrameSet;

/**
 * One try of a task on one worker.
 *
 * @param number tells it from every other attempt of its job
 * @param task what people call the task, for example {@code frame 7}
 * @param frames its frames
 * @param kind what is done with them
 * @param worker who does it
 * @param slot which of the worker's slots, counted from 1 among what this job has there at once
 */
public record TaskAttempt(
    long number, String task, FrameSet frames, Kind kind, WorkerRef worker, int slot) {
  /** Checks that all is there. */
  public TaskAttempt {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(frames, "frames");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(worker, "worker");
  }

  /** What an attempt does. */
  public enum Kind {
    /** Renders whole frames. */
    FRAMES,
    /** Renders a part of one frame: a tile, or a share of its samples. */
    PART,
    /** Makes the picture of one frame from the joined parts. */
    FINISH,
    /** Renders once more what another worker rendered, to compare. */
    CHECK,
    /** Bakes the scene's simulations. */
    BAKE,
    /** Encodes a movie. */
    MOVIE,
    /** Something that this version does not know. */
    OTHER;

    /** Returns whether a frame comes along by it. */
    boolean isOfFrames() {
      return this != CHECK && this != BAKE && this != MOVIE;
    }
  }
}

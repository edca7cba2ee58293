package org.networkrender.core.events;

import java.util.Objects;
import org.networkrender.api.FrameSet;

/**
 * What a worker does for a client.
 *
 * @param number tells it from every other task of the worker
 * @param client for whom
 * @param frames with which frames
 * @param kind what is done with them
 */
public record WorkerTask(long number, WorkerClient client, FrameSet frames, TaskAttempt.Kind kind) {
  /** Checks that all is there. */
  public WorkerTask {
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(frames, "frames");
    Objects.requireNonNull(kind, "kind");
  }

  /** How a task ends. */
  public enum Outcome {
    /** Its pictures are there, and are fetched by its client. */
    RENDERED,
    /** It failed. */
    FAILED,
    /** Its client does not want it any more, or has gone, or the worker leaves. */
    STOPPED,
    /** Something that this version does not know. */
    OTHER
  }
}

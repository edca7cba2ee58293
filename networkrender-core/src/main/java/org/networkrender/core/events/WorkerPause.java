package org.networkrender.core.events;

import java.util.Objects;

/**
 * Why a worker takes no new task for a while.
 *
 * @param reason in one word
 * @param text in one plain line
 */
public record WorkerPause(Reason reason, String text) {
  /** Checks that all is there. */
  public WorkerPause {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(text, "text");
  }

  /** Why, in one word. */
  public enum Reason {
    /** Somebody asked it to. */
    ASKED,
    /** The user's own renderer is at work on this machine. */
    RENDERS_HERE,
    /** The disk is nearly full. */
    DISK,
    /** No device is left that it may render on. */
    DEVICE,
    /** Something that this version does not know. */
    OTHER
  }
}

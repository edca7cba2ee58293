package org.networkrender.core.events;

import java.util.Objects;

/**
 * What one worker did for a frame.
 *
 * @param worker who
 * @param seconds how long it rendered
 */
public record Contribution(WorkerRef worker, double seconds) {
  /** Checks that the worker is there. */
  public Contribution {
    Objects.requireNonNull(worker, "worker");
  }
}

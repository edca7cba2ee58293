package org.networkrender.core.events;

import java.util.Objects;

/**
 * Which worker is meant.
 *
 * @param place where it is, for example {@code 192.168.1.7:8080}, or {@code this machine}; no two
 *     workers of a job have the same, so programs tell workers apart by it
 * @param name what people call it; may change, and two workers may have the same
 */
public record WorkerRef(String place, String name) {
  /** Checks that both are there. */
  public WorkerRef {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(name, "name");
  }
}

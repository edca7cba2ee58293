package org.networkrender.core.events;

import java.util.Objects;

/**
 * A client that is connected to a worker.
 *
 * @param number tells it from every other one of the worker
 * @param name what it calls itself
 * @param host the machine that it is on, as its connection knows it
 */
public record WorkerClient(long number, String name, String host) {
  /** Checks that all is there. */
  public WorkerClient {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(host, "host");
  }
}

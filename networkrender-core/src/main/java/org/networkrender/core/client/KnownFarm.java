package org.networkrender.core.client;

import java.util.List;

/**
 * What is known of the farm when a job is planned.
 *
 * @param slots how many tasks can be rendered at once, 1 or more
 * @param memories the physical memory of the machines that tell it, in bytes
 */
record KnownFarm(int slots, List<Long> memories) {
  /** Copies the list. */
  KnownFarm {
    memories = List.copyOf(memories);
  }
}

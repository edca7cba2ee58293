package org.networkrender.core.planning;

import java.util.List;
import java.util.stream.Stream;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.core.pool.WorkerLink;

/**
 * What is known of the farm when a job is planned.
 *
 * @param slots how many tasks can be rendered at once, 1 or more
 * @param memories the physical memory of the machines that tell it, in bytes
 */
public record KnownFarm(int slots, List<Long> memories) {
  /** Copies the list. */
  public KnownFarm {
    memories = List.copyOf(memories);
  }

  /**
   * Returns what is known now. To be called on the farm's thread.
   *
   * @param own the renderers of this machine, whose link may not be made yet
   * @param others the ways to the other machines that are linked
   */
  public static KnownFarm of(
      int slots, List<Capabilities> own, List<WorkerLink> others, RenderBackend backend) {
    Stream<Capabilities> theirs =
        others.stream().flatMap(link -> link.welcome().backends().stream());
    List<Long> memories =
        Stream.concat(own.stream(), theirs)
            .filter(capabilities -> capabilities.backend().equals(backend.name()))
            .flatMap(capabilities -> capabilities.memoryBytes().stream())
            .toList();
    return new KnownFarm(Math.max(1, slots), memories);
  }
}

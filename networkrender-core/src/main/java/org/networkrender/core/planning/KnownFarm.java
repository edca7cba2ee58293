package org.networkrender.core.planning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.core.pool.FittingRenderer;
import org.networkrender.core.pool.WorkerLink;
import org.networkrender.core.providers.ProviderFaultException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of the farm when a job is planned.
 *
 * @param slots how many tasks can be rendered at once, 1 or more
 * @param memories the physical memory of the machines that tell it, in bytes
 * @param own the renderers of this machine; none where it does not render
 * @param others the other machines
 */
public record KnownFarm(
    int slots, List<Long> memories, List<Capabilities> own, List<Machine> others) {
  private static final Logger log = LoggerFactory.getLogger(KnownFarm.class);

  /** Copies the lists. */
  public KnownFarm {
    memories = List.copyOf(memories);
    own = List.copyOf(own);
    others = List.copyOf(others);
  }

  /**
   * Another machine.
   *
   * @param slots how many tasks it takes at once
   * @param renderers what it renders with
   */
  public record Machine(int slots, List<Capabilities> renderers) {
    /** Copies the list. */
    public Machine {
      renderers = List.copyOf(renderers);
    }
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
    List<Machine> machines =
        others.stream().map(link -> new Machine(link.slots(), link.welcome().backends())).toList();
    return new KnownFarm(Math.max(1, slots), memories, own, machines);
  }

  /**
   * Returns with what each slot would render a scene; those of machines that cannot are left out.
   */
  List<Capabilities> slotsFor(
      RenderBackend backend, SceneDescription scene, Map<String, String> options) {
    List<Capabilities> all = new ArrayList<>();
    List<Machine> machines = new ArrayList<>(others);
    machines.add(0, new Machine(1, own));
    for (Machine machine : machines) {
      try {
        FittingRenderer.of(backend, scene, options, machine.renderers)
            .renderer()
            .ifPresent(renderer -> all.addAll(Collections.nCopies(machine.slots, renderer)));
      } catch (ProviderFaultException e) {
        // It is told when the machine joins the job; until then it counts for nothing.
        log.debug("a machine is left out of the plan", e);
      }
    }
    return all;
  }

  /** Returns whether nobody is known, neither this machine nor another one. */
  boolean isEmpty() {
    return own.isEmpty() && others.isEmpty();
  }

  /** Returns whether what this machine measures of a scene holds for those that render parts. */
  boolean measures(RenderBackend backend, SceneDescription scene, Map<String, String> options) {
    return backend.partSource(scene).isEmpty()
        || FittingRenderer.of(backend, scene, options, own)
            .renderer()
            .filter(renderer -> backend.partMismatch(scene, options, renderer).isEmpty())
            .isPresent();
  }
}

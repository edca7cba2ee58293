package org.networkrender.core.events;

import java.util.List;
import java.util.Objects;

/**
 * A renderer that a worker has.
 *
 * @param backend the kind, for example {@code blender}
 * @param version its version
 * @param engines the engines that it has
 * @param devices what it can render on
 */
public record Renderer(String backend, String version, List<String> engines, List<String> devices) {
  /** Copies the lists. */
  public Renderer {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(version, "version");
    engines = List.copyOf(engines);
    devices = List.copyOf(devices);
  }
}

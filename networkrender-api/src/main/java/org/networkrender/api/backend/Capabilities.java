package org.networkrender.api.backend;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a renderer on one machine can do. Travels from workers to clients.
 *
 * @param backend the backend's {@code name()}
 * @param version the renderer's version, for example {@code 3.4.1}
 * @param engines the render engines it has, for example {@code CYCLES}; may be empty
 * @param devices what it renders on, for example {@code CPU}; may be empty
 * @param features what else a backend compares, by names of its own
 */
public record Capabilities(
    String backend,
    String version,
    List<String> engines,
    List<String> devices,
    Map<String, String> features) {
  /** Copies the collections. */
  public Capabilities {
    engines = List.copyOf(engines);
    devices = List.copyOf(devices);
    features = Map.copyOf(features);
  }

  /** The feature that tells the machine's physical memory, in bytes, as a decimal number. */
  public static final String MEMORY = "memory";

  /** Returns the machine's physical memory in bytes, or empty when the backend does not tell. */
  public Optional<Long> memoryBytes() {
    return Optional.ofNullable(features.get(MEMORY))
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::valueOf);
  }
}

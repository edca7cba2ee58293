package org.networkrender.core.events;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A renderer that a worker has.
 *
 * @param backend the kind, for example {@code blender}
 * @param version its version
 * @param engines the engines that it has
 * @param devices what it can render on
 * @param name what people call it, with its version
 * @param program where it is on its machine, if that is worth telling
 * @param graphics what people call its graphics cards, if it uses any
 */
public record Renderer(
    String backend,
    String version,
    List<String> engines,
    List<String> devices,
    Optional<String> name,
    Optional<String> program,
    Optional<String> graphics) {
  /** Tells of a renderer that uses no graphics card. */
  public Renderer(
      String backend,
      String version,
      List<String> engines,
      List<String> devices,
      Optional<String> name,
      Optional<String> program) {
    this(backend, version, engines, devices, name, program, Optional.empty());
  }

  /** Copies the lists. */
  public Renderer {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(version, "version");
    engines = List.copyOf(engines);
    devices = List.copyOf(devices);
  }
}

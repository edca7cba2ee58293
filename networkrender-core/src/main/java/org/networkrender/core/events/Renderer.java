package org.networkrender.core.events;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.networkrender.api.backend.Capabilities;

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

  /** Returns what events tell of a renderer that tells this of itself. */
  public static Renderer of(Capabilities can) {
    return new Renderer(
        can.backend(),
        can.version(),
        can.engines(),
        can.devices(),
        Optional.of(can.name()),
        can.program(),
        can.graphics());
  }

  /** Copies the lists. */
  public Renderer {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(version, "version");
    engines = List.copyOf(engines);
    devices = List.copyOf(devices);
  }
}

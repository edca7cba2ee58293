package org.networkrender.api.backend;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one renderer on one machine can do; a machine may have several. Travels from workers to
 * clients.
 *
 * @param backend the backend's {@code name()}
 * @param version the renderer's version, for example {@code 3.4.1}
 * @param engines the render engines it has, for example {@code CYCLES}; may be empty
 * @param devices the kinds of devices that it renders on, for example {@code CPU}; may be empty.
 *     Which of several a scene is rendered on is the backend's own rule
 * @param features what else a backend compares, by names of its own
 * @param cards the graphics cards that it may use; may be empty
 */
public record Capabilities(
    String backend,
    String version,
    List<String> engines,
    List<String> devices,
    Map<String, String> features,
    List<RenderDevice> cards) {
  /** Copies the collections. */
  public Capabilities {
    engines = List.copyOf(engines);
    devices = List.copyOf(devices);
    features = Map.copyOf(features);
    cards = List.copyOf(cards);
    if (cards.size() > RenderDevice.MOST) {
      throw new IllegalArgumentException(cards.size() + " graphics cards");
    }
  }

  /** Tells of a renderer that uses no graphics card. */
  public Capabilities(
      String backend,
      String version,
      List<String> engines,
      List<String> devices,
      Map<String, String> features) {
    this(backend, version, engines, devices, features, List.of());
  }

  /** The feature that tells the machine's physical memory, in bytes, as a decimal number. */
  public static final String MEMORY = "memory";

  /** The feature that names the renderer to people, for example {@code Blender 3.4.1}. */
  public static final String NAME = "name";

  /** The feature that tells where the renderer's program is on its machine. */
  public static final String PROGRAM = "program";

  /**
   * The feature that tells builds of one version apart, in a text of the backend's own: two
   * machines with the same text have the same program.
   */
  public static final String BUILD = "build";

  /**
   * The feature that is {@code true} where the machine's owner lets jobs bring scripts: see {@link
   * RenderBackend#runsScripts}. The worker tells it, not the backend.
   */
  public static final String SCRIPTS = "scripts";

  /** Returns whether jobs may bring scripts to this renderer. */
  public boolean allowsScripts() {
    return "true".equals(features.get(SCRIPTS));
  }

  /** Returns the same renderer where jobs may bring scripts, or may not. */
  public Capabilities withScripts(boolean allowed) {
    Map<String, String> others = new HashMap<>(features);
    others.put(SCRIPTS, Boolean.toString(allowed));
    return new Capabilities(backend, version, engines, devices, others, cards);
  }

  /**
   * Returns the same renderer that renders on other devices.
   *
   * @param kinds the kinds of devices
   * @param chosen the graphics cards among them
   */
  public Capabilities on(List<String> kinds, List<RenderDevice> chosen) {
    return new Capabilities(backend, version, engines, kinds, features, chosen);
  }

  /** Returns what people call the renderer. */
  public String name() {
    String name = features.get(NAME);
    return name == null ? backend + " " + version : name;
  }

  /**
   * Returns what people call the graphics cards, each with the kind in which it is used and its
   * memory; empty where there are none.
   */
  public Optional<String> graphics() {
    return cards.isEmpty()
        ? Optional.empty()
        : Optional.of(
            cards.stream().map(RenderDevice::words).distinct().collect(Collectors.joining("; ")));
  }

  /** Returns where the renderer's program is, or empty when the backend does not tell. */
  public Optional<String> program() {
    return Optional.ofNullable(features.get(PROGRAM));
  }

  /** Returns the machine's physical memory in bytes, or empty when the backend does not tell. */
  public Optional<Long> memoryBytes() {
    return Optional.ofNullable(features.get(MEMORY))
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::valueOf);
  }
}

package org.networkrender.blender;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderDevice;

/**
 * On what kind of device a Blender renders a scene. The client judges workers by it, and a session
 * is opened by it, so both come to the same.
 *
 * @param kind {@link DeviceChoice#PROCESSOR}, or the name of a {@link GraphicsBackend}
 * @param cards the graphics cards; none of the processor
 */
record SceneDevice(String kind, List<RenderDevice> cards) {
  /** From here on OptiX runs shaders in OSL. */
  private static final BlenderVersion OSL_ON_OPTIX = new BlenderVersion(3, 5);

  private static final SceneDevice PROCESSOR = new SceneDevice(DeviceChoice.PROCESSOR, List.of());

  /** Copies the list. */
  SceneDevice {
    cards = List.copyOf(cards);
  }

  /** Returns the processor. */
  static SceneDevice ofProcessor() {
    return PROCESSOR;
  }

  /**
   * Returns on what a renderer renders a scene.
   *
   * @param scene the properties of its description
   * @param renderer what the renderer told, with its {@link DeviceChoice}
   */
  static SceneDevice of(Map<String, String> scene, Capabilities renderer) {
    Optional<String> backend = backend(renderer);
    if (backend.isEmpty() || !isCycles(scene)) {
      return PROCESSOR;
    }
    boolean processor = renderer.devices().contains(DeviceChoice.PROCESSOR);
    boolean follows = renderer.devices().get(0).equals(DeviceChoice.PROCESSOR);
    boolean wanted = !follows || "true".equals(scene.get(SceneProperties.CARD));
    if (!wanted || (processor && refusal(scene, backend.get(), renderer).isPresent())) {
      return PROCESSOR;
    }
    List<RenderDevice> cards =
        renderer.cards().stream().filter(card -> card.kind().equals(backend.get())).toList();
    return new SceneDevice(backend.get(), cards);
  }

  /** Returns why a renderer cannot render a scene on what it has, or empty when it can. */
  static Optional<String> mismatch(Map<String, String> scene, Capabilities renderer) {
    return isCycles(scene) && !renderer.devices().contains(DeviceChoice.PROCESSOR)
        ? backend(renderer).flatMap(backend -> refusal(scene, backend, renderer))
        : Optional.empty();
  }

  private static Optional<String> backend(Capabilities renderer) {
    return renderer.devices().stream()
        .filter(kind -> GraphicsBackend.named(kind).isPresent())
        .findFirst();
  }

  /** Returns whether Cycles renders some of it. */
  static boolean isCycles(Map<String, String> scene) {
    String engines = scene.getOrDefault(SceneProperties.ENGINES, "CYCLES");
    return List.of(engines.split(",", -1)).contains("CYCLES");
  }

  /** What a backend leaves out of pictures without a word. */
  private static Optional<String> refusal(
      Map<String, String> scene, String backend, Capabilities renderer) {
    Optional<BlenderVersion> version = BlenderVersion.parse(renderer.version());
    boolean shades =
        backend.equals(GraphicsBackend.OPTIX.name())
            && version.filter(known -> known.compareTo(OSL_ON_OPTIX) >= 0).isPresent();
    if ("true".equals(scene.get(SceneProperties.OSL)) && !shades) {
      return Optional.of(
          "the scene uses OSL shaders, which it cannot run on its graphics card ("
              + GraphicsBackend.words(backend)
              + "): start it with --device cpu or --device auto");
    }
    return "true".equals(scene.get(SceneProperties.GUIDING))
        ? Optional.of(
            "the scene uses path guiding, which no graphics card does: start it with --device cpu"
                + " or --device auto")
        : Optional.empty();
  }

  /** Returns whether it is a card with memory of its own. */
  boolean hasOwnMemory() {
    return cards.stream().anyMatch(card -> !card.integrated());
  }

  /** Returns whether it is the processor. */
  boolean isProcessor() {
    return kind.equals(DeviceChoice.PROCESSOR);
  }

  /** Returns the names of its cards, each once, in one text that is the same for the same ones. */
  String names() {
    TreeSet<String> names = new TreeSet<>();
    cards.forEach(card -> names.add(card.name()));
    return String.join(", ", names);
  }

  /** Returns what people call it. */
  String words() {
    return isProcessor()
        ? GraphicsBackend.words(kind)
        : DeviceChoice.names(cards) + " (" + GraphicsBackend.words(kind) + ")";
  }
}

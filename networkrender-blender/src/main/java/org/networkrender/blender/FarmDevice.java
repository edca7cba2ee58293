package org.networkrender.blender;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.SceneDescription;

/**
 * From what kind of device the parts of a job's frames come: the processor, or one backend of
 * graphics cards. It is decided once, and stands in the scene's properties.
 */
final class FarmDevice {
  /**
   * For how many processors a card stands where the farm has both; one that shares the processor's
   * memory stands for one. Assumed: where it is wrong, a job is slower than it might be, and no
   * picture is another.
   */
  static final int CARD_WORTH = 8;

  /**
   * Smaller tiles are not chosen on cards: they hold as many paths as a card follows at once, some
   * hundred thousand, only with many samples.
   */
  static final int LEAST_SIDE = 256;

  private static final String DENOISED =
      "Cycles denoises this scene, and what becomes of parts that graphics cards render was not"
          + " compared (--no-denoise, or --device cpu on all machines)";

  private FarmDevice() {}

  /** Decides, by what each slot of the farm would render on. */
  static SceneDescription of(
      SceneDescription scene, Map<String, String> properties, List<Capabilities> slots) {
    Map<String, Integer> worth = new TreeMap<>();
    for (Capabilities each : slots) {
      SceneDevice device = SceneDevice.of(properties, each);
      worth.merge(device.kind(), device.hasOwnMemory() ? CARD_WORTH : 1, Integer::sum);
    }
    boolean asksCard = "true".equals(properties.get(SceneProperties.CARD));
    String kind = best(worth, each -> rank(each, asksCard)).orElse(DeviceChoice.PROCESSOR);
    Map<String, String> decided = new HashMap<>(scene.properties());
    decided.put(SceneProperties.DEVICE, kind);
    if (kind.equals(DeviceChoice.PROCESSOR)) {
      return scene.toBuilder().properties(decided).build();
    }
    Map<String, Integer> names = new TreeMap<>();
    for (Capabilities each : slots) {
      SceneDevice device = SceneDevice.of(properties, each);
      if (device.kind().equals(kind)) {
        names.merge(device.names(), 1, Integer::sum);
      }
    }
    decided.put(SceneProperties.DEVICE_NAME, best(names, each -> 0).orElse(""));
    return scene.toBuilder()
        .properties(decided)
        .parts(scene.parts().map(parts -> onCards(parts, properties)))
        .build();
  }

  private static PartFormat onCards(PartFormat parts, Map<String, String> properties) {
    boolean denoised = "true".equals(properties.get(SceneProperties.DENOISED_PARTS));
    return denoised && parts.tiles().refusal().isEmpty()
        ? parts.uncut(DENOISED)
        : parts.withTiles(parts.tiles().notBelow(LEAST_SIDE));
  }

  /** What counts most; of equals the one of the lowest rank, then the first by its name. */
  private static Optional<String> best(
      Map<String, Integer> counted, Function<String, Integer> rank) {
    return counted.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(
                    each -> rank.apply(each.getKey()), Comparator.<Integer>reverseOrder())
                .thenComparing(Map.Entry::getKey, Comparator.<String>reverseOrder()))
        .map(Map.Entry::getKey);
  }

  /** What the scene asks for comes first, then the best backend. */
  private static int rank(String kind, boolean asksCard) {
    return GraphicsBackend.named(kind).map(Enum::ordinal).orElse(asksCard ? 99 : -1);
  }

  /** Returns whether a scene may come from cards or from processors, as machines have them. */
  static boolean isAsked(Map<String, String> scene) {
    return "true".equals(scene.get(SceneProperties.CARD)) && SceneDevice.isCycles(scene);
  }

  /** Returns what tells parts of cards from those of the processor, and of other backends. */
  static String source(Map<String, String> scene) {
    return isCard(scene) ? scene.getOrDefault(SceneProperties.DEVICE, "") : "";
  }

  /** Returns whether graphics cards were decided for. */
  static boolean isCard(Map<String, String> scene) {
    return !scene
        .getOrDefault(SceneProperties.DEVICE, DeviceChoice.PROCESSOR)
        .equals(DeviceChoice.PROCESSOR);
  }

  /** Tells why parts that a worker renders do not fit; nothing is before it was decided. */
  static Optional<String> partMismatch(Map<String, String> scene, Capabilities worker) {
    String wanted = scene.getOrDefault(SceneProperties.DEVICE, "");
    SceneDevice device = SceneDevice.of(scene, worker);
    return wanted.isEmpty() || device.kind().equals(wanted)
        ? Optional.empty()
        : Optional.of(
            "parts of one frame come from one kind of device, here "
                + GraphicsBackend.words(wanted)
                + ", and it renders on "
                + device.words());
  }

  /** Tells why pictures of a worker may differ in their last bits. */
  static Optional<String> difference(Map<String, String> scene, Capabilities worker) {
    String wanted = scene.getOrDefault(SceneProperties.DEVICE, DeviceChoice.PROCESSOR);
    SceneDevice device = SceneDevice.of(scene, worker);
    String names = scene.getOrDefault(SceneProperties.DEVICE_NAME, device.names());
    if (device.kind().equals(wanted) && (device.isProcessor() || names.equals(device.names()))) {
      return Optional.empty();
    }
    String others =
        isCard(scene)
            ? names + " (" + GraphicsBackend.words(wanted) + ")"
            : GraphicsBackend.words(wanted);
    return Optional.of(
        "it renders on "
            + device.words()
            + " and this job on "
            + others
            + ", so the last bits of pixels differ");
  }
}

package org.networkrender.blender;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.SceneDescription;

/**
 * Tells why a worker's pictures may differ in their last bits.
 *
 * <p>Measured on Cycles 3.4: the kernels for AVX2 round otherwise than those for the older
 * instruction sets, which agree with each other.
 */
final class PictureDifference {
  private static final String DECISIVE = "avx2";

  private PictureDifference() {}

  static Optional<String> of(SceneDescription scene, Capabilities worker) {
    return otherBuild(scene, worker).or(() -> ofCycles(scene, worker));
  }

  private static Optional<String> otherBuild(SceneDescription scene, Capabilities worker) {
    if (SceneMatch.isSameBuild(scene.properties(), worker)) {
      return Optional.empty();
    }
    String version = scene.properties().getOrDefault(SceneProperties.VERSION, "");
    return Optional.of(
        "it has "
            + (version.equals(worker.version())
                ? "another build of Blender " + version + " than this machine"
                : "Blender " + worker.version() + " and this machine " + version)
            + ", so the last bits of pixels may differ");
  }

  private static Optional<String> ofCycles(SceneDescription scene, Capabilities worker) {
    String engines = scene.properties().getOrDefault(SceneProperties.ENGINES, scene.engine());
    if (!List.of(engines.split(",", -1)).contains("CYCLES")) {
      return Optional.empty();
    }
    Map<String, String> properties = new HashMap<>(scene.properties());
    properties.putIfAbsent(SceneProperties.ENGINES, scene.engine());
    Optional<String> device = FarmDevice.difference(properties, worker);
    return device.isPresent() || FarmDevice.isCard(properties)
        ? device
        : otherInstructions(scene, worker);
  }

  private static Optional<String> otherInstructions(SceneDescription scene, Capabilities worker) {
    String here = scene.properties().getOrDefault(SceneProperties.INSTRUCTIONS, "");
    String there = worker.features().getOrDefault("instructions", "");
    if (here.isEmpty() || there.isEmpty() || hasDecisive(here) == hasDecisive(there)) {
      return Optional.empty();
    }
    return Optional.of(
        (hasDecisive(there)
                ? "its processor has AVX2 instructions and this machine's has not"
                : "its processor lacks the AVX2 instructions that this machine's has")
            + ", so the last bits of pixels differ");
  }

  private static boolean hasDecisive(String instructions) {
    return List.of(instructions.split(" ", -1)).contains(DECISIVE);
  }
}

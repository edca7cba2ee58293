package org.networkrender.blender;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.networkrender.api.backend.Capabilities;

/**
 * A Blender of this machine that works.
 *
 * @param installation how it is started
 * @param capabilities what it told of itself
 */
record InstalledBlender(Installation installation, Capabilities capabilities) {

  /** Returns the version without its last number. */
  BlenderVersion version() {
    return BlenderVersion.parse(capabilities.version()).orElse(new BlenderVersion(0, 0));
  }

  /** Returns a text of the version that sorts as versions do. */
  String fullVersion() {
    StringBuilder text = new StringBuilder();
    for (String number : capabilities.version().split("\\.", -1)) {
      text.append("0".repeat(Math.max(0, 6 - number.length()))).append(number).append('.');
    }
    return text.toString();
  }

  /** Returns whether a text such as {@code 4.5} or {@code 4.5.15} means this one. */
  boolean is(String wish) {
    return (capabilities.version() + ".").startsWith(wish + ".");
  }

  /** Returns what people call it, and where it is. */
  String place() {
    return capabilities.name() + " (" + installation + ")";
  }

  /**
   * Chooses who renders a scene, by the same rules as a client chooses among a worker's.
   *
   * @param blenders the best first
   */
  static Optional<InstalledBlender> fitting(
      List<InstalledBlender> blenders,
      Map<String, String> properties,
      Map<String, String> options) {
    InstalledBlender best = null;
    for (InstalledBlender each : blenders) {
      if (SceneMatch.mismatch(properties, options, each.capabilities).isEmpty()) {
        if (SceneMatch.partMismatch(properties, each.capabilities).isEmpty()) {
          return Optional.of(each);
        }
        best = best == null ? each : best;
      }
    }
    return Optional.ofNullable(best);
  }
}

package org.networkrender.blender;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.networkrender.api.backend.Capabilities;

/** Which Blenders of other machines look into a scene, by the rules of {@link BlenderChoice}. */
final class Inspectors {
  private Inspectors() {}

  /**
   * Returns those that can, the best first.
   *
   * @param saved the version that saved the file, where it is known
   * @param wish the version that the user asks for, or empty
   */
  static List<Capabilities> of(
      Optional<BlenderVersion> saved, Optional<String> wish, List<Capabilities> others) {
    Comparator<Capabilities> bySaver =
        Comparator.comparing(each -> saved.isPresent() && version(each).equals(saved));
    Comparator<Capabilities> best =
        bySaver
            .thenComparing(each -> version(each).orElse(new BlenderVersion(0, 0)))
            .thenComparing(each -> "true".equals(each.features().get("denoiser")))
            .reversed();
    return others.stream()
        .filter(each -> each.backend().equals("blender") && version(each).isPresent())
        .filter(each -> wish.isEmpty() || (each.version() + ".").startsWith(wish.get() + "."))
        .filter(
            each -> saved.isEmpty() || version(each).orElseThrow().major() >= saved.get().major())
        .sorted(best)
        .toList();
  }

  private static Optional<BlenderVersion> version(Capabilities blender) {
    return BlenderVersion.parse(blender.version());
  }
}

package org.networkrender.core.planning;

import java.util.Optional;
import org.networkrender.api.backend.SceneDescription;

/**
 * What keeps frames from being cut beside the scene itself: joined parts that are the picture
 * themselves bring no further file of the frame, and parts of graphics cards are not the same to
 * the last bit.
 */
final class UncutFrames {
  private static final String REFUSAL =
      "the scene saves further files with each frame, which parts of it do not give";

  private static final String INEXACT =
      "graphics cards add up samples in any order, so the last bits of parts differ, and --exact"
          + " is on";

  private UncutFrames() {}

  /** Returns a description by which no frame is cut, since its parts would not be exact. */
  static SceneDescription inexact(SceneDescription scene) {
    return scene.toBuilder().parts(scene.parts().map(parts -> parts.uncut(INEXACT))).build();
  }

  /** Returns a description by which no frame is cut that would lose files. */
  static SceneDescription of(SceneDescription scene) {
    if (scene.furtherFiles().isEmpty()
        || scene.parts().isEmpty()
        || scene.parts().get().finished()) {
      return scene;
    }
    return scene.toBuilder().parts(Optional.of(scene.parts().get().uncut(REFUSAL))).build();
  }
}

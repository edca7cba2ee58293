package org.networkrender.core.planning;

import java.util.Optional;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.SceneDescription;

/** Joined parts that are the picture themselves bring no further file of the frame. */
final class FurtherParts {
  private static final String REFUSAL =
      "the scene saves further files with each frame, which parts of it do not give";

  private FurtherParts() {}

  /** Returns a description by which no frame is cut that would lose files. */
  static SceneDescription of(SceneDescription scene) {
    if (scene.furtherFiles().isEmpty()
        || scene.parts().isEmpty()
        || scene.parts().get().finished()) {
      return scene;
    }
    return scene.toBuilder().parts(Optional.of(refused(scene.parts().get()))).build();
  }

  private static PartFormat refused(PartFormat parts) {
    return new PartFormat(
        parts.canvas(),
        parts.area(),
        parts.file(),
        parts.finished(),
        parts.bytesPerPixel(),
        parts.preview(),
        PartFormat.TileRules.refused(REFUSAL),
        PartFormat.SampleRules.refused(REFUSAL));
  }
}

package org.networkrender.blender;

import java.util.Optional;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

/** Why a scene is not rendered that was opened and whose files are not all found. */
final class LostFiles {
  private LostFiles() {}

  /** Returns the error, if the script failed for that. */
  static Optional<RenderException> of(SessionProtocol.Failed failed) {
    String file = FailureTable.quote(failed.message());
    return switch (failed.type()) {
      case "LostFile" ->
          Optional.of(
              new RenderException(
                  ErrorKind.USER,
                  "The scene still looks for " + file + " where it was made, although it was sent",
                  "Pack it into the scene, or name it by a path that is relative to the scene"));
      case "VanishedFile" ->
          Optional.of(
              new RenderException(
                  ErrorKind.WORKER, "The scene's file " + file + " is gone from this machine", ""));
      default -> Optional.empty();
    };
  }
}

package org.networkrender.blender;

import java.io.IOException;
import java.util.Optional;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

/** Judges why a session's script failed: who is at fault, and what to do. */
final class ScriptFailure {
  private ScriptFailure() {}

  /**
   * Returns the error.
   *
   * @param failed what the script says
   * @param current what Blender has printed meanwhile
   * @param wanted the version that this Blender must be
   * @param client the version that the client told of, or words in its place
   */
  static RenderException of(
      SessionProtocol.Failed failed, FrameWatch current, String wanted, String client) {
    if (failed.isOtherVersion()) {
      return new RenderException(
          ErrorKind.REFUSED,
          "this machine has Blender "
              + FailureTable.quote(failed.message())
              + (failed.message().equals(wanted)
                  ? " now, of another build than before"
                  : " now, and the client " + client),
          "Start the worker there anew, so that it tells which Blender it has");
    }
    if (failed.isAddOn()) {
      return new RenderException(ErrorKind.REFUSED, FailureTable.quote(failed.message()), "");
    }
    if (failed.isDevice()) {
      return new RenderException(
          ErrorKind.RESOURCE,
          FailureTable.quote(failed.message()),
          "Look at the driver there, and start the worker again");
    }
    if (failed.isNoRoom()) {
      return new RenderException(
          ErrorKind.RESOURCE,
          "Cannot store the results of the simulations: " + FailureTable.quote(failed.message()),
          "Check that the disk has space and that the directory may be written");
    }
    if (failed.isWrongBake()) {
      return new RenderException(
          ErrorKind.WORKER,
          "The stored results of the simulations are not those of this scene: "
              + FailureTable.quote(failed.message()),
          "Bake the scene again");
    }
    Optional<RenderException> lost =
        LostFiles.of(failed).or(() -> MovieFiles.failure(failed, current));
    if (lost.isPresent()) {
      return lost.get();
    }
    if (failed.isOutside()) {
      return RenderException.user(
          "The scene reads "
              + FailureTable.quote(failed.message())
              + ", which was not sent with it",
          "Put the file where the client has it too, and let the scene name it there");
    }
    if (failed.isWithoutOutput()) {
      return RenderException.user(
          FailureTable.quote(failed.message()) + " has saved no file of this frame",
          "Connect it to a picture, or mute it");
    }
    Optional<RenderException> known =
        current.failure().or(() -> FailureTable.ofLine(failed.message()));
    if (known.isPresent()) {
      return known.get();
    }
    if (failed.isOutOfMemory()) {
      return FailureTable.outOfMemory(failed.message());
    }
    String text = FailureTable.quote(failed.message());
    if (failed.type().equals("OSError") || failed.type().equals("PermissionError")) {
      return PictureFiles.disk(new IOException(text));
    }
    return new RenderException(
        ErrorKind.INTERNAL,
        "Blender's script failed at " + failed.place() + ": " + text,
        "Please report this");
  }
}

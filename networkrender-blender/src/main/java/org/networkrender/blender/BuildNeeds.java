package org.networkrender.blender;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.networkrender.api.backend.Capabilities;

/**
 * Parts of Blender that some builds lack, such as those of distributions.
 *
 * <p>A Blender that lacks one renders such a scene all the same and says nothing: what a file of
 * Alembic moves stands still.
 */
final class BuildNeeds {
  /** What a scene does with each, as a person is told. */
  private static final Map<String, String> WORDS =
      Map.of(
          "alembic", "reads Alembic files",
          "usd", "reads USD files",
          "openvdb", "has volumes (OpenVDB)",
          "fluid", "has fluids",
          "opensubdiv", "subdivides surfaces (OpenSubdiv)",
          "mod_oceansim", "has an ocean",
          "mod_remesh", "remeshes surfaces",
          "bullet", "has rigid bodies (Bullet)",
          "freestyle", "draws lines by Freestyle",
          "codec_ffmpeg", "shows movies (FFmpeg)");

  private BuildNeeds() {}

  /** Returns what a scene needs and a Blender says it lacks; one that says nothing has it. */
  static Optional<String> missing(Map<String, String> scene, Capabilities worker) {
    return List.of(scene.getOrDefault(SceneProperties.NEEDS, "").split(",", -1)).stream()
        .filter(need -> WORDS.containsKey(need) && "false".equals(worker.features().get(need)))
        .findFirst()
        .map(
            need ->
                "the scene "
                    + WORDS.get(need)
                    + ", but this Blender was built without that: install the official Blender"
                    + " build");
  }
}

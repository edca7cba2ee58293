package org.networkrender.blender;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.networkrender.api.backend.RenderBackend;

/**
 * Where the content of a scene is: in its own file, or in a copy that was saved elsewhere.
 *
 * @param scene the scene, where relative paths start
 * @param file what Blender opens
 */
record SceneContent(Path scene, Path file) {
  static SceneContent of(Path scene, Map<String, String> options) {
    String content = options.getOrDefault(RenderBackend.CONTENT, "");
    return new SceneContent(scene, content.isEmpty() ? scene : Path.of(content));
  }

  /** Returns the path that scripts give to the file they have opened; empty for its own. */
  String pretended() {
    return file.equals(scene) ? "" : scene.toAbsolutePath().normalize().toString();
  }

  /** Returns the options without the place of the content. */
  static Map<String, String> chosen(Map<String, String> options) {
    Map<String, String> chosen = new HashMap<>(options);
    chosen.remove(RenderBackend.CONTENT);
    return chosen;
  }
}

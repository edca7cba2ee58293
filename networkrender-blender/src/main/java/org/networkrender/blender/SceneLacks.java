package org.networkrender.blender;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.networkrender.api.backend.SceneSubject;

/** What a scene wants beside files and does not get, so that its pictures would be others. */
final class SceneLacks {
  private static final int MOST_LINES = 100;

  private SceneLacks() {}

  /**
   * Returns one line for each.
   *
   * @param result what the script wrote
   */
  static List<String> of(JsonObject result, SceneFiles files, Path scene) {
    Set<String> lacks = new LinkedHashSet<>(LoadLog.lacks(Json.texts(result, "said")));
    for (String each : Json.texts(result, "lacks")) {
      lacks.add(FailureTable.quote(each));
    }
    for (JsonElement each : result.getAsJsonArray("diskCaches")) {
      lacks.addAll(cache(each.getAsJsonObject(), files, scene.toAbsolutePath().normalize()));
    }
    return lacks.stream().limit(MOST_LINES).toList();
  }

  /** Returns what lines are about that the script wrote; an older one does not tell. */
  static Map<String, SceneSubject> subjects(JsonObject result) {
    Map<String, SceneSubject> subjects = new HashMap<>();
    if (result.get("subjects") instanceof JsonObject told) {
      for (String text : told.keySet()) {
        subjects.put(FailureTable.quote(text), NamedFile.block(told.getAsJsonObject(text)));
      }
    }
    return subjects;
  }

  private static List<String> cache(JsonObject told, SceneFiles files, Path scene) {
    Optional<Path> named = SceneFiles.path(Json.text(told, "beside"));
    // Another machine may have told it: only the scene's own files count.
    if (named.isEmpty() || !(named.get().equals(scene) || files.files().contains(named.get()))) {
      return List.of();
    }
    Path directory = DiskCache.directory(named.get());
    List<String> lines = new ArrayList<>();
    if (!DiskCache.isThere(directory, Json.text(told, "name"))) {
      lines.add(
          "the baked cache of the "
              + FailureTable.quote(Json.text(told, "by"))
              + " is not in "
              + directory);
    }
    return lines;
  }
}

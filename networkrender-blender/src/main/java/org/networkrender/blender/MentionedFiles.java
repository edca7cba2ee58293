package org.networkrender.blender;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.networkrender.api.backend.SceneSubject;

/** Texts of a scene that name a file which is there, but which Blender itself takes for no path. */
final class MentionedFiles {
  private static final int MOST_TOLD = 5;

  private MentionedFiles() {}

  /** Returns a line for each that is not sent, up to a few, and what it is about. */
  static Map<String, SceneSubject> warnings(JsonObject result, SceneFiles files) {
    Set<Path> sent = new HashSet<>(files.files());
    Set<Path> told = new HashSet<>();
    Map<String, SceneSubject> lines = new LinkedHashMap<>();
    for (JsonElement each : result.getAsJsonArray("mentioned")) {
      JsonObject text = each.getAsJsonObject();
      Optional<Path> file = SceneFiles.path(Json.text(text, "path"));
      if (file.isPresent()
          && !sent.contains(file.get())
          && Files.isRegularFile(file.get())
          && told.add(file.get())
          && told.size() <= MOST_TOLD) {
        String line =
            "not sent, since it is no path to Blender: "
                + FailureTable.quote(file.get().toString())
                + " in the "
                + FailureTable.quote(Json.text(text, "by"));
        lines.put(line, NamedFile.subject(text).at(file.get().toString()));
      }
    }
    int more = told.size() - lines.size();
    if (more > 0) {
      String line =
          (more == 1 ? "1 more file is" : more + " more files are")
              + " not sent either, since no path to Blender names "
              + (more == 1 ? "it" : "them");
      lines.put(line, SceneSubject.none());
    }
    return lines;
  }
}

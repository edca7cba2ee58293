package org.networkrender.blender;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * A file that a scene names, as the Blender that looked into it told.
 *
 * @param path its absolute path on the machine of that Blender
 * @param texts how the scene, or a library, may spell it; what begins with {@code //} is relative
 *     to that file
 * @param sequence whether it stands for a whole numbered sequence of files
 * @param cache whether it is a place for a cache, which need not be there
 */
record NamedFile(String path, List<String> texts, boolean sequence, boolean cache) {
  /** Copies the list. */
  NamedFile {
    texts = List.copyOf(texts);
  }

  static NamedFile of(JsonObject told) {
    return new NamedFile(
        Json.text(told, "path"),
        Json.texts(told, "texts"),
        Json.truth(told, "sequence"),
        Json.truth(told, "cache"));
  }
}

package org.networkrender.blender;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.networkrender.api.PictureName;
import org.networkrender.api.backend.FurtherFile;

/**
 * What the scene's File Output nodes save with each frame.
 *
 * @param files where the files belong
 * @param keys by what a session knows which is which, in the same order
 * @param refused why some cannot be had, in lines for a person
 * @param warnings what a person should know of where they belong
 */
record FurtherFiles(
    List<FurtherFile> files, JsonArray keys, List<String> refused, List<String> warnings) {
  /** More than any scene has; a session asks Blender for the name of each with each frame. */
  private static final int MOST = 1000;

  /**
   * Reads what the script tells. Another machine may have told it: names and places are checked
   * where they are used.
   *
   * @param scene the scene file on this machine: relative paths start at its directory
   */
  static FurtherFiles of(JsonObject result, Path scene) {
    FurtherFiles all =
        new FurtherFiles(new ArrayList<>(), new JsonArray(), new ArrayList<>(), new ArrayList<>());
    for (JsonElement each : result.getAsJsonArray("fileOutputs")) {
      all.add(each.getAsJsonObject(), scene);
    }
    return all;
  }

  private void add(JsonObject told, Path scene) {
    String by = FailureTable.quote(Json.text(told, "by"));
    String directory = Json.text(told, "directory");
    String name = Json.text(told, "name");
    if (files.size() >= MOST) {
      refused.add(by + ": a frame cannot have more than " + MOST + " further files");
      return;
    }
    try {
      boolean relative = directory.startsWith("//");
      Path home = Objects.requireNonNull(scene.toAbsolutePath().normalize().getParent());
      Path place = home.resolve(relative ? directory.replaceFirst("^/+", "") : directory);
      if (!relative && !Path.of(directory).isAbsolute()) {
        warnings.add(
            by
                + " saves into a directory that has no // before it: it is taken to be beside the"
                + " scene");
      }
      files.add(new FurtherFile(place.normalize(), new PictureName(name), by));
      keys.add(told.get("key"));
    } catch (InvalidPathException e) {
      refused.add(by + " saves into " + FailureTable.quote(directory) + ", which is no directory");
    } catch (IllegalArgumentException e) {
      refused.add(by + " saves files that cannot have their name " + FailureTable.quote(name));
    }
  }

  /** Returns the keys that the properties of a scene tell; none when they tell none. */
  static JsonArray keys(Map<String, String> properties) {
    String text = properties.getOrDefault(SceneProperties.FURTHER, "");
    try {
      return text.isEmpty() ? new JsonArray() : JsonParser.parseString(text).getAsJsonArray();
    } catch (JsonParseException | IllegalStateException e) {
      // The script then gives no such file, and who expects one says so.
      return new JsonArray();
    }
  }

  /** Returns how many further files each frame gives. */
  static int count(Map<String, String> properties) {
    return keys(properties).size();
  }
}

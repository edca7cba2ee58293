package org.networkrender.blender;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FileNames;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.SceneDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The add-ons that a job's user wants enabled: files that travel with the scene, or what each
 * Blender brings along.
 */
final class AddOns {
  private static final Logger LOG = LoggerFactory.getLogger(AddOns.class);
  private static final int MOST = 100;

  private AddOns() {}

  /**
   * An add-on as the user gave it.
   *
   * @param text as it was given: a path of the client's machine, or a name
   * @param name what a person reads
   * @param isFile whether it is a ZIP file, or the only module that it is
   */
  private record Given(String text, String name, boolean isFile) {
    static Given of(String text) {
      int cut = Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\'));
      boolean file = cut >= 0 || text.matches("(?i).*\\.(zip|py)");
      return new Given(text, text.substring(cut + 1), file);
    }

    /** Returns where it is on this machine, which is the client's. */
    Path file() throws RenderException {
      return FileNames.path(text).toAbsolutePath().normalize();
    }
  }

  private static List<Given> given(Map<String, String> options) throws RenderException {
    String text = options.getOrDefault(BlenderOptions.ADD_ONS, "");
    List<Given> given =
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).map(Given::of).toList();
    if (given.size() > MOST) {
      throw RenderException.user("There are more than " + MOST + " add-ons", "Name fewer");
    }
    return given;
  }

  /** Returns whether a job's user wants any. */
  static boolean areWanted(Map<String, String> options) {
    return !options.getOrDefault(BlenderOptions.ADD_ONS, "").isBlank();
  }

  /**
   * Returns the files among them that the user gave as such.
   *
   * @throws RenderException if one is not there
   */
  static List<Path> files(Map<String, String> options) throws RenderException {
    check(options);
    List<Path> files = new ArrayList<>();
    for (Given each : given(options)) {
      if (each.isFile()) {
        files.add(each.file());
      }
    }
    return files;
  }

  /** Returns whether a file, by its real path, is one that the user gave as such. */
  static boolean isGiven(Path file, Map<String, String> options) throws RenderException {
    for (Path each : files(options)) {
      try {
        if (each.toRealPath().equals(file)) {
          return true;
        }
      } catch (IOException e) {
        // Whoever reads it is told what is wrong with it.
        LOG.debug("Cannot look at {}: {}", each, e.getMessage());
      }
    }
    return false;
  }

  /**
   * Refuses what no Blender could enable.
   *
   * @throws RenderException of kind USER, if a file is not there
   */
  static void check(Map<String, String> options) throws RenderException {
    for (Given each : given(options)) {
      if (each.isFile() && !Files.isRegularFile(each.file())) {
        throw RenderException.user(
            "There is no add-on " + each.file(),
            "Name a ZIP file, or an add-on that is installed for this Blender");
      }
    }
  }

  /** Returns the names of those that are installed. */
  static List<String> names(Map<String, String> options) throws RenderException {
    return given(options).stream()
        .filter(each -> !each.isFile())
        // Blender calls an extension by its repository too.
        .map(each -> each.name().substring(each.name().lastIndexOf('.') + 1))
        .toList();
  }

  /**
   * Returns what the scripts are told to enable where the scene is looked into.
   *
   * @param places the places of files here, by the paths that they have on the client's machine;
   *     empty on that machine
   */
  static JsonArray wanted(Map<String, String> options, Map<String, Path> places)
      throws RenderException {
    JsonArray wanted = new JsonArray();
    for (Given each : given(options)) {
      JsonObject one = new JsonObject();
      one.addProperty("name", each.name());
      if (each.isFile()) {
        // Of another machine's path nothing is known here but its text.
        String there = places.isEmpty() ? each.file().toString() : each.text();
        addFile(one, each.name(), place(places, there));
      }
      wanted.add(one);
    }
    return wanted;
  }

  private static void addFile(JsonObject one, String name, String place) {
    if (name.endsWith(".py")) {
      JsonObject files = new JsonObject();
      files.addProperty(name, place);
      one.add("files", files);
    } else {
      one.addProperty("zip", place);
    }
  }

  private static String place(Map<String, Path> places, String there) throws RenderException {
    if (places.isEmpty()) {
      return there;
    }
    Path place = places.get(there);
    if (place == null) {
      throw new RenderException(
          ErrorKind.WORKER,
          "The add-on " + FailureTable.quote(there) + " is not among the job's files",
          "");
    }
    return place.toAbsolutePath().toString();
  }

  /**
   * Returns a description that has the add-ons among its files.
   *
   * @param result what the script wrote that enabled them
   * @param here whether that was on this machine: else no file is believed that the user did not
   *     give
   */
  static SceneDescription into(
      SceneDescription scene, Map<String, String> options, JsonObject result, boolean here)
      throws RenderException {
    if (!areWanted(options)) {
      return scene;
    }
    List<Path> files = new ArrayList<>(scene.files());
    JsonArray told = new JsonArray();
    JsonArray enabled = result.getAsJsonArray("addons");
    List<Given> given = given(options);
    for (int i = 0; i < given.size(); i++) {
      JsonObject one = new JsonObject();
      one.addProperty("name", given.get(i).name());
      JsonObject found = here ? enabled.get(i).getAsJsonObject() : new JsonObject();
      if (given.get(i).isFile()) {
        Path file = given.get(i).file();
        files.add(file);
        one.addProperty("file", file.toString());
      } else if (found.has("top")) {
        Json.texts(found, "files").stream()
            .flatMap(f -> SceneFiles.path(f).stream())
            .forEach(files::add);
        one.addProperty("top", Json.text(found, "top"));
      }
      told.add(one);
    }
    Map<String, String> properties = new HashMap<>(scene.properties());
    properties.put(SceneProperties.ADD_ONS, told.toString());
    List<String> warnings = new ArrayList<>(scene.warnings());
    Json.texts(result, "addonWarnings").forEach(line -> warnings.add(FailureTable.quote(line)));
    return scene.toBuilder()
        .files(files.stream().distinct().toList())
        .warnings(warnings)
        .properties(properties)
        .build();
  }

  /**
   * Returns what the scripts are told to enable for a session.
   *
   * @param options what the user of the job chose: without add-ons there the properties enable none
   * @param places as for {@link #wanted}
   * @throws RenderException if the files of one did not come with the job
   */
  static JsonArray there(
      Map<String, String> properties, Map<String, String> options, Map<String, Path> places)
      throws RenderException {
    JsonArray there = new JsonArray();
    if (!areWanted(options)) {
      return there;
    }
    String text = properties.getOrDefault(SceneProperties.ADD_ONS, "[]");
    for (JsonElement each : JsonParser.parseString(text).getAsJsonArray()) {
      JsonObject told = each.getAsJsonObject();
      String name = Json.text(told, "name");
      JsonObject one = new JsonObject();
      one.addProperty("name", name);
      if (told.has("file")) {
        addFile(one, name, place(places, Json.text(told, "file")));
      } else if (told.has("top")) {
        one.add("files", tree(Json.text(told, "top"), name, places));
      }
      there.add(one);
    }
    return there;
  }

  /** Returns the files of an add-on that was installed, by their names below its directory. */
  private static JsonObject tree(String top, String shown, Map<String, Path> places)
      throws RenderException {
    String name = shown.substring(shown.lastIndexOf('.') + 1);
    String root = top.replace('\\', '/') + "/";
    JsonObject files = new JsonObject();
    new TreeMap<>(places)
        .forEach(
            (there, place) -> {
              String path = there.replace('\\', '/');
              if (path.equals(root + name + ".py") || path.startsWith(root + name + "/")) {
                files.addProperty(path.substring(root.length()), place.toAbsolutePath().toString());
              }
            });
    if (files.size() == 0) {
      throw new RenderException(
          ErrorKind.WORKER,
          "The add-on " + FailureTable.quote(shown) + " is not among the job's files",
          "");
    }
    return files;
  }
}

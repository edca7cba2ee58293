package org.networkrender.blender;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

/**
 * What Blender says in a session of what it leaves out. What the look into the scene has told of is
 * known to somebody who renders all the same; anything else fails the frames.
 */
final class SessionLosses {
  private static final int MOST_TOLD = 50;

  private final RefusedDrivers drivers;
  private final UnreadFiles files;
  private final LoadLog log = new LoadLog();
  private final Set<String> told;
  private volatile boolean loading = true;

  /** Listens to a session of a scene with these properties. */
  SessionLosses(Map<String, String> properties) {
    this.told = told(properties.getOrDefault(SceneProperties.TOLD, "[]"));
    this.drivers = new RefusedDrivers(properties);
    this.files = new UnreadFiles(properties, told);
  }

  /** Returns the property by which sessions know what the look has told; empty where nothing. */
  static Optional<String> property(List<String> said) {
    JsonArray told = new JsonArray();
    Stream<String> unread = said.stream().flatMap(line -> UnreadFiles.name(line).stream());
    Stream.concat(LoadLog.lacks(said).stream(), unread)
        .distinct()
        .limit(MOST_TOLD)
        .forEach(told::add);
    return told.isEmpty() ? Optional.empty() : Optional.of(told.toString());
  }

  private static Set<String> told(String property) {
    Set<String> told = new HashSet<>();
    try {
      for (JsonElement each : JsonParser.parseString(property).getAsJsonArray()) {
        told.add(each.getAsString());
      }
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      // Nobody has told of anything that can be read.
    }
    return told;
  }

  /** Takes a line that Blender printed. */
  void line(String line) {
    if (loading) {
      log.add(line);
    }
    drivers.line(line);
    files.line(line);
  }

  /**
   * The scene is open.
   *
   * @throws RenderException if this Blender has said meanwhile that it lacks what the client's has
   */
  void opened() throws RenderException {
    loading = false;
    drivers.listen();
    files.listen();
    List<String> lacks =
        LoadLog.lacks(log.list()).stream().filter(each -> !told.contains(each)).toList();
    if (!lacks.isEmpty() && told.size() < MOST_TOLD) {
      throw new RenderException(
          ErrorKind.REFUSED,
          "this machine's Blender does not find "
              + FailureTable.quote(lacks.get(0))
              + ", and the client's does",
          "Install there what the client's Blender has, such as its colour configuration");
    }
  }

  /** Returns why no frame of this session is the author's, if so. */
  Optional<RenderException> failure() {
    return drivers.failure().or(files::failure);
  }
}

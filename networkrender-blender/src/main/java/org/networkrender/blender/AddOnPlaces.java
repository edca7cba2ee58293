package org.networkrender.blender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the add-ons of this machine's user are: as Blender itself looks for them, by the
 * environment.
 *
 * @param templates directories of add-ons; in the place of {@code {version}} stands a version such
 *     as 4.5, and of {@code *} at the end the name of each repository of extensions
 */
record AddOnPlaces(List<String> templates) {
  private static final Logger LOG = LoggerFactory.getLogger(AddOnPlaces.class);
  private static final String VERSION = "{version}";

  static AddOnPlaces of(BlenderFinder.Platform platform, Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    String base =
        switch (platform) {
          case WINDOWS ->
              environment.getOrDefault("APPDATA", "") + "/Blender Foundation/Blender/" + VERSION;
          case MACOS -> home + "/Library/Application Support/Blender/" + VERSION;
          case LINUX ->
              environment.getOrDefault("XDG_CONFIG_HOME", home + "/.config")
                  + "/blender/"
                  + VERSION;
        };
    String resources = environment.getOrDefault("BLENDER_USER_RESOURCES", base);
    String scripts = environment.getOrDefault("BLENDER_USER_SCRIPTS", resources + "/scripts");
    String extensions =
        environment.getOrDefault("BLENDER_USER_EXTENSIONS", resources + "/extensions");
    return new AddOnPlaces(List.of(scripts + "/addons", extensions + "/*"));
  }

  /** Returns whether a file, by its real path, belongs to an add-on of one of these names. */
  boolean have(Path file, List<String> names) {
    return roots(names).stream().anyMatch(file::startsWith);
  }

  private Set<Path> roots(List<String> names) {
    Set<Path> roots = new LinkedHashSet<>();
    for (String template : templates) {
      for (Path directory : directories(template)) {
        for (String name : names) {
          for (String member : List.of(name, name + ".py")) {
            SceneFiles.path(directory + "/" + member).ifPresent(path -> addReal(path, roots));
          }
        }
      }
    }
    return roots;
  }

  private static void addReal(Path path, Set<Path> roots) {
    try {
      roots.add(path.toRealPath());
    } catch (IOException e) {
      // There is none of that name for this version.
      LOG.debug("Cannot look at {}: {}", path, e.getMessage());
    }
  }

  private static List<Path> directories(String template) {
    int version = template.indexOf(VERSION);
    if (version >= 0) {
      List<Path> found = new ArrayList<>();
      for (Path each : below(template.substring(0, version))) {
        found.addAll(directories(each + template.substring(version + VERSION.length())));
      }
      return found;
    }
    return template.endsWith("*")
        ? below(template.substring(0, template.length() - 1))
        : SceneFiles.path(template).stream().toList();
  }

  private static List<Path> below(String directory) {
    Optional<Path> path = SceneFiles.path(directory).filter(Files::isDirectory);
    if (path.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(path.get())) {
      return all.sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      // Blender finds nothing there either.
      return List.of();
    }
  }
}

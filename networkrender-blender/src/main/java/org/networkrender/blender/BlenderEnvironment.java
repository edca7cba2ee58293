package org.networkrender.blender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The environment variables of a Blender process. Nothing is inherited but what the system itself
 * cannot do without: an inherited PYTHONPATH runs code, and the colour configuration is the job's.
 */
final class BlenderEnvironment {
  private static final Logger LOG = LoggerFactory.getLogger(BlenderEnvironment.class);

  /** The names that Mesa and NVIDIA's driver look for. */
  private static final List<String> SHADER_CACHES =
      List.of("MESA_SHADER_CACHE_DIR", "__GL_SHADER_DISK_CACHE_PATH");

  private static final List<String> WINDOWS_NEEDS =
      List.of(
          "SystemRoot",
          "SystemDrive",
          "windir",
          "ComSpec",
          "NUMBER_OF_PROCESSORS",
          "PROCESSOR_ARCHITECTURE");

  private BlenderEnvironment() {}

  static Map<String, String> of(
      SessionDirectory directory,
      Launch launch,
      BlenderFinder.Platform platform,
      Map<String, String> inherited) {
    Path home = directory.file("home");
    Path temporary = directory.file("tmp");
    Map<String, String> variables = new TreeMap<>();
    variables.put("LANG", "C.UTF-8");
    variables.put("LC_ALL", "C.UTF-8");
    variables.put("HOME", home.toString());
    for (String name : List.of("TMPDIR", "TMP", "TEMP")) {
      variables.put(name, temporary.toString());
    }
    if (launch.threads() > 0) {
      // The module takes no argument -t: the scripts tell the scene.
      variables.put("NETWORKRENDER_THREADS", Integer.toString(launch.threads()));
    }
    if (!launch.colours().isEmpty()) {
      variables.put(ColourConfiguration.VARIABLE, launch.colours());
    }
    variables.put("BLENDER_USER_CONFIG", home.resolve("config").toString());
    variables.put("BLENDER_USER_SCRIPTS", home.resolve("scripts").toString());
    variables.put("BLENDER_USER_DATAFILES", home.resolve("datafiles").toString());
    variables.put("BLENDER_USER_EXTENSIONS", home.resolve("extensions").toString());
    if (platform == BlenderFinder.Platform.WINDOWS) {
      for (String name : WINDOWS_NEEDS) {
        String value = inherited.get(name);
        if (value != null) {
          variables.put(name, value);
        }
      }
      for (String name : List.of("USERPROFILE", "APPDATA", "LOCALAPPDATA")) {
        variables.put(name, home.toString());
      }
      String system = inherited.getOrDefault("SystemRoot", "C:\\Windows");
      variables.put("PATH", system + "\\System32;" + system);
    } else {
      variables.put("PATH", "/usr/bin:/bin");
    }
    if (platform == BlenderFinder.Platform.LINUX) {
      shaders(inherited)
          .ifPresent(
              place -> {
                for (String name : SHADER_CACHES) {
                  variables.put(name, place.toString());
                }
              });
    }
    return variables;
  }

  /**
   * Returns where graphics drivers keep compiled shaders, which take seconds: the home directory is
   * new for each Blender. Drivers check what they find there.
   */
  private static Optional<Path> shaders(Map<String, String> inherited) {
    String given = inherited.getOrDefault(SHADER_CACHES.get(0), "");
    Optional<Path> place =
        given.isEmpty()
            ? UserCache.of(inherited).map(cache -> cache.resolve("shaders"))
            : Optional.of(Path.of(given));
    // Blender runs in a directory of its own.
    place = place.map(Path::toAbsolutePath);
    try {
      if (place.isPresent()) {
        // A driver makes only the last of several directories.
        Files.createDirectories(place.get());
      }
      return place;
    } catch (IOException e) {
      LOG.debug("Shaders are not kept: {}", e.toString());
      return Optional.empty();
    }
  }
}

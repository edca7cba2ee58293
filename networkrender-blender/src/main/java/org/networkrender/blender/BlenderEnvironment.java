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

  /**
   * Where drivers of graphics cards keep compiled kernels, which take minutes, by the names that
   * they look for: each in a directory of its own below that of the shaders.
   */
  private static final Map<String, String> KERNEL_CACHES =
      Map.of(
          "CUDA_CACHE_PATH", "cuda",
          "OPTIX_CACHE_PATH", "optix",
          "AMD_COMGR_CACHE_DIR", "hip",
          "SYCL_CACHE_DIR", "oneapi");

  /** Kernels of Cycles are larger than what CUDA's driver keeps by itself. */
  private static final String CUDA_CACHE_BYTES = Long.toString(2L << 30);

  /** By these a user, or who hands out a cluster's machines, says which cards a program may see. */
  static final List<String> CARDS =
      List.of(
          "CUDA_VISIBLE_DEVICES",
          "HIP_VISIBLE_DEVICES",
          "ROCR_VISIBLE_DEVICES",
          "ONEAPI_DEVICE_SELECTOR",
          "ZE_AFFINITY_MASK");

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
    pass(CARDS, inherited, variables);
    if (platform == BlenderFinder.Platform.WINDOWS) {
      pass(WINDOWS_NEEDS, inherited, variables);
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
                KERNEL_CACHES.forEach(
                    (name, below) -> variables.put(name, place.resolve(below).toString()));
                variables.put("CUDA_CACHE_MAXSIZE", CUDA_CACHE_BYTES);
              });
    }
    return variables;
  }

  private static void pass(
      List<String> names, Map<String, String> inherited, Map<String, String> variables) {
    for (String name : names) {
      String value = inherited.get(name);
      if (value != null) {
        variables.put(name, value);
      }
    }
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

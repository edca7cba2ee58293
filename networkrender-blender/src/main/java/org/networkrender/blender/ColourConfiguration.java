package org.networkrender.blender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/**
 * The colour configuration that this machine's user has chosen for all programs, by the environment
 * variable OCIO. It travels with the scene: with another one the colours are others.
 *
 * @param name what the variable says: the absolute path of a file, or {@code ocio://} and the name
 *     of one that OpenColorIO brings along; empty where Blender's own is used
 * @param files the file, and the tables that it names
 * @param warnings what a person should know, one line each
 */
record ColourConfiguration(String name, List<Path> files, List<String> warnings) {
  static final String VARIABLE = "OCIO";
  private static final String BUILT_IN = "ocio://";

  /** Blender 5 names its own to all that it starts; it is the one that is used without a name. */
  private static final String OWN = "datafiles/colormanagement/config.ocio";

  private static final String ERROR = "OpenColorIO Error:";
  private static final ColourConfiguration NONE = new ColourConfiguration("", List.of(), List.of());

  /** Copies the lists. */
  ColourConfiguration {
    files = List.copyOf(files);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads what the user has chosen.
   *
   * @throws RenderException if it cannot be read, or other machines could not use it
   */
  static ColourConfiguration of(Map<String, String> environment) throws RenderException {
    String chosen = environment.getOrDefault(VARIABLE, "");
    if (chosen.isEmpty() || chosen.replace('\\', '/').endsWith("/" + OWN)) {
      return NONE;
    }
    if (chosen.startsWith(BUILT_IN)) {
      return new ColourConfiguration(chosen, List.of(), List.of());
    }
    Optional<Path> file = SceneFiles.path(chosen).filter(Files::isRegularFile);
    if (file.isEmpty()) {
      throw RenderException.user(
          "The environment variable OCIO names " + chosen + ", which is no file",
          "Name a colour configuration, or unset OCIO");
    }
    if (chosen.toLowerCase(Locale.ROOT).endsWith(".ocioz")) {
      // An archive: it holds its tables.
      return new ColourConfiguration(file.get().toString(), List.of(file.get()), List.of());
    }
    try {
      return of(file.get());
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.USER,
          "Cannot read the colour configuration " + file.get() + ": " + e.getMessage(),
          "Name another one by the environment variable OCIO, or unset it",
          e);
    }
  }

  private static ColourConfiguration of(Path file) throws IOException, RenderException {
    ColourTables tables = ColourTables.read(file);
    List<String> warnings = new ArrayList<>();
    for (String missing : tables.missing()) {
      warnings.add("the colour configuration names " + missing + ", which is not there");
    }
    return new ColourConfiguration(
        file.toString(),
        Stream.concat(Stream.of(file), tables.files().stream()).toList(),
        warnings);
  }

  /** Returns a description that has the configuration among the files of the scene. */
  SceneDescription into(SceneDescription scene) {
    if (name.isEmpty()) {
      return scene;
    }
    Map<String, String> properties = new HashMap<>(scene.properties());
    properties.put(SceneProperties.COLOURS, name);
    return scene.toBuilder()
        .files(Stream.concat(scene.files().stream(), files.stream()).distinct().toList())
        .warnings(Stream.concat(scene.warnings().stream(), warnings.stream()).toList())
        .properties(properties)
        .facts(facts(scene))
        .build();
  }

  private Map<String, String> facts(SceneDescription scene) {
    Map<String, String> facts = new LinkedHashMap<>(scene.facts());
    facts.put("colour configuration", name);
    return facts;
  }

  /**
   * Returns what is wrong with the configuration, if a line of Blender tells that: it goes on with
   * its own then, and the colours are others.
   */
  static Optional<String> failure(Launch launch, String line) {
    int at = line.indexOf(ERROR);
    return launch.colours().isEmpty() || at < 0
        ? Optional.empty()
        : Optional.of(FailureTable.quote(line.substring(at + ERROR.length()).strip()));
  }

  /**
   * Returns the configuration of a job as Blender has to be told of it on this machine; empty for
   * Blender's own.
   *
   * @throws RenderException if it did not come with the job: only what did is used
   */
  static String there(SessionRequest request) throws RenderException {
    String name = request.properties().getOrDefault(SceneProperties.COLOURS, "");
    if (name.isEmpty() || name.startsWith(BUILT_IN)) {
      return name;
    }
    Path file = request.files().get(name);
    if (file == null) {
      throw new RenderException(
          ErrorKind.WORKER,
          "The colour configuration " + FailureTable.quote(name) + " is not among the job's files",
          "");
    }
    return file.toAbsolutePath().toString();
  }
}

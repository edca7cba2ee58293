package org.networkrender.blender;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

/**
 * Looks for the Blenders of this machine: where the user says, else on the PATH and in the usual
 * places. Starts no process.
 */
final class BlenderFinder {
  /** The families of systems that keep programs in different places. */
  enum Platform {
    LINUX,
    WINDOWS,
    MACOS;

    static Platform ofThisMachine() {
      String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
      return name.startsWith("windows") ? WINDOWS : name.startsWith("mac") ? MACOS : LINUX;
    }

    String pathSeparator() {
      return this == WINDOWS ? ";" : ":";
    }
  }

  /** The environment variable that stands in for {@code --blender}. */
  static final String VARIABLE = "NETWORKRENDER_BLENDER";

  static final String ADVICE =
      "Install Blender from blender.org or with 'pip install bpy', or name it with --blender";

  private final UsualPlaces places;

  BlenderFinder(FileSystem files, Platform platform, Map<String, String> environment, String home) {
    this.places = new UsualPlaces(files, platform, environment, home);
  }

  static BlenderFinder ofThisMachine() {
    return new BlenderFinder(
        FileSystems.getDefault(),
        Platform.ofThisMachine(),
        System.getenv(),
        System.getProperty("user.home", ""));
  }

  /** Returns what the user named: by the settings, else by the environment; may be nothing. */
  List<Path> named(List<Path> chosen) {
    return chosen.isEmpty() ? places.paths(VARIABLE) : chosen;
  }

  /**
   * Returns the Blenders of this machine, each once, in the order in which they were found.
   *
   * @param chosen what the user named, each a program or a directory; nothing to look for them
   * @throws RenderException of kind REFUSED if there is none, RESOURCE if none where the user says
   */
  List<Installation> find(List<Path> chosen) throws RenderException {
    List<Path> named = named(chosen);
    List<Path> found = new ArrayList<>();
    for (Path each : named) {
      found.add(programAt(each));
    }
    if (named.isEmpty()) {
      places.programs().stream().filter(BlenderFinder::isProgram).forEach(found::add);
      places.pythons().stream()
          .filter(BlenderFinder::isProgram)
          .filter(python -> UsualPlaces.module(python).isPresent())
          .forEach(found::add);
    }
    if (found.isEmpty()) {
      throw new RenderException(ErrorKind.REFUSED, "Blender was not found on this machine", ADVICE);
    }
    Map<Path, Installation> each = new LinkedHashMap<>();
    for (Path program : found) {
      each.putIfAbsent(identity(program), new Installation(program.toAbsolutePath()));
    }
    return List.copyOf(each.values());
  }

  private Path programAt(Path path) throws RenderException {
    List<Path> candidates = Files.isDirectory(path) ? places.inside(path) : List.of(path);
    Optional<Path> program = candidates.stream().filter(BlenderFinder::isProgram).findFirst();
    if (program.isPresent()) {
      return program.get();
    }
    String problem =
        Files.isDirectory(path)
            ? "There is no Blender in the directory " + path
            : Files.exists(path)
                ? path + " is not a program that can be started"
                : "There is no program that can be started at " + path;
    throw new RenderException(ErrorKind.RESOURCE, problem, ADVICE);
  }

  private static boolean isProgram(Path path) {
    return Files.isRegularFile(path) && Files.isExecutable(path);
  }

  /**
   * Two names of one program have the same identity. A Python is what lies around it: that of a
   * virtual environment is a link to the system's, and has other modules.
   */
  private static Path identity(Path program) {
    try {
      if (Installation.isPython(program)) {
        Path directory = Objects.requireNonNull(program.toAbsolutePath().getParent());
        return directory.toRealPath().resolve(program.toRealPath().getFileName());
      }
      Path real = program.toRealPath();
      // Snaps are all links to one program, which sees by which name it was called.
      return real.getFileName().toString().equals("snap") ? program.toAbsolutePath() : real;
    } catch (IOException e) {
      return program.toAbsolutePath().normalize();
    }
  }
}

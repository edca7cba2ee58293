package org.networkrender.blender;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

/** Looks for Blender: where the user says, else on the PATH, else in the usual places. */
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
  }

  static final String ADVICE = "Install Blender from blender.org, or name it with --blender";

  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");
  private static final String IN_BUNDLE = "Contents/MacOS/Blender";

  private final FileSystem files;
  private final Platform platform;
  private final Map<String, String> environment;
  private final String home;

  BlenderFinder(FileSystem files, Platform platform, Map<String, String> environment, String home) {
    this.files = files;
    this.platform = platform;
    this.environment = Map.copyOf(environment);
    this.home = home;
  }

  static BlenderFinder ofThisMachine() {
    return new BlenderFinder(
        FileSystems.getDefault(),
        Platform.ofThisMachine(),
        System.getenv(),
        System.getProperty("user.home", ""));
  }

  /**
   * Returns Blender's program.
   *
   * @param chosen what the user named: the program, or the directory that it is in
   * @throws RenderException of kind RESOURCE if there is none
   */
  Path find(Optional<Path> chosen) throws RenderException {
    if (chosen.isPresent()) {
      Path named = chosen.get();
      return programAt(named)
          .orElseThrow(
              () ->
                  new RenderException(
                      ErrorKind.RESOURCE,
                      "There is no program that can be started at " + named,
                      ADVICE));
    }
    return onPath()
        .or(this::inUsualPlaces)
        .orElseThrow(
            () ->
                new RenderException(
                    ErrorKind.RESOURCE, "Blender was not found on this machine", ADVICE));
  }

  private Optional<Path> programAt(Path path) {
    if (Files.isDirectory(path)) {
      return firstProgram(List.of(path.resolve(programName()), path.resolve(IN_BUNDLE)));
    }
    return firstProgram(List.of(path));
  }

  private Optional<Path> firstProgram(List<Path> candidates) {
    return candidates.stream()
        .filter(Files::isRegularFile)
        .filter(Files::isExecutable)
        .map(Path::toAbsolutePath)
        .findFirst();
  }

  private String programName() {
    return platform == Platform.WINDOWS ? "blender.exe" : "blender";
  }

  private Optional<Path> onPath() {
    String separator = platform == Platform.WINDOWS ? ";" : ":";
    List<Path> candidates = new ArrayList<>();
    for (String directory : variable("PATH").split(separator, -1)) {
      path(directory).ifPresent(found -> candidates.add(found.resolve(programName())));
    }
    return firstProgram(candidates);
  }

  private Optional<Path> inUsualPlaces() {
    List<Path> candidates = new ArrayList<>();
    switch (platform) {
      case LINUX -> {
        for (String place : List.of("/usr/bin", "/usr/local/bin", "/snap/bin")) {
          path(place).ifPresent(found -> candidates.add(found.resolve("blender")));
        }
        for (String parent : List.of("/opt", home)) {
          newestFirst(parent, "blender").forEach(found -> candidates.add(found.resolve("blender")));
        }
      }
      case WINDOWS -> {
        for (String parent : programDirectories()) {
          newestFirst(parent + "\\Blender Foundation", "blender")
              .forEach(found -> candidates.add(found.resolve("blender.exe")));
          path(parent + "\\Steam\\steamapps\\common\\Blender\\blender.exe")
              .ifPresent(candidates::add);
        }
      }
      case MACOS -> {
        for (String parent : List.of("/Applications", home + "/Applications")) {
          newestFirst(parent, "blender").forEach(found -> candidates.add(found.resolve(IN_BUNDLE)));
        }
      }
    }
    return firstProgram(candidates);
  }

  private List<String> programDirectories() {
    List<String> found = new ArrayList<>();
    for (String name : List.of("ProgramFiles", "ProgramFiles(x86)")) {
      if (!variable(name).isEmpty()) {
        found.add(variable(name));
      }
    }
    return found.isEmpty() ? List.of("C:\\Program Files") : found;
  }

  /** The directories below a parent that are named so, the highest version first. */
  private List<Path> newestFirst(String parent, String prefix) {
    Optional<Path> directory = path(parent);
    if (directory.isEmpty() || !Files.isDirectory(directory.get())) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> children =
        Files.newDirectoryStream(directory.get(), child -> isNamed(child, prefix))) {
      children.forEach(found::add);
    } catch (IOException e) {
      // A directory that cannot be listed holds no Blender for us.
      return List.of();
    }
    found.sort(Comparator.comparing(BlenderFinder::versionKey).reversed());
    return found;
  }

  private static boolean isNamed(Path child, String prefix) {
    return child.getFileName().toString().toLowerCase(Locale.ROOT).startsWith(prefix);
  }

  private static String versionKey(Path directory) {
    return NUMBER
        .matcher(directory.getFileName().toString())
        .results()
        .map(MatchResult::group)
        .map(digits -> "0".repeat(6 - digits.length()) + digits)
        .reduce("", (all, next) -> all + next + ".");
  }

  private Optional<Path> path(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(files.getPath(text));
    } catch (InvalidPathException e) {
      // An entry of PATH that is no path holds no program.
      return Optional.empty();
    }
  }

  /** Windows does not regard the case of variable names: PATH is often Path there. */
  private String variable(String name) {
    return environment.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}

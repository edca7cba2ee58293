package org.networkrender.blender;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
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
import java.util.stream.Stream;
import org.networkrender.blender.BlenderFinder.Platform;

/** Where Blenders and Pythons usually are on a system; what is named here need not be there. */
final class UsualPlaces {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");
  private static final String IN_BUNDLE = "Contents/MacOS/Blender";

  private final FileSystem files;
  private final Platform platform;
  private final Map<String, String> environment;
  private final String home;

  UsualPlaces(FileSystem files, Platform platform, Map<String, String> environment, String home) {
    this.files = files;
    this.platform = platform;
    this.environment = Map.copyOf(environment);
    this.home = home;
  }

  /** Returns Blender's own programs: those on the PATH, then those of the usual directories. */
  List<Path> programs() {
    List<Path> found = new ArrayList<>();
    for (Path directory : paths("PATH")) {
      found.add(directory.resolve(programName()));
    }
    switch (platform) {
      case LINUX -> {
        for (String place : List.of("/usr/bin", "/usr/local/bin", "/snap/bin")) {
          path(place).ifPresent(directory -> found.add(directory.resolve("blender")));
        }
        for (String parent : List.of("/opt", home)) {
          newestFirst(parent, "blender").forEach(each -> found.add(each.resolve("blender")));
        }
      }
      case WINDOWS -> {
        for (String parent : programDirectories()) {
          newestFirst(parent + "\\Blender Foundation", "blender")
              .forEach(each -> found.add(each.resolve("blender.exe")));
          path(parent + "\\Steam\\steamapps\\common\\Blender\\blender.exe").ifPresent(found::add);
        }
      }
      case MACOS -> {
        for (String parent : List.of("/Applications", home + "/Applications")) {
          newestFirst(parent, "blender").forEach(each -> found.add(each.resolve(IN_BUNDLE)));
        }
      }
    }
    return found;
  }

  /** Returns Pythons that may have Blender as a module. */
  List<Path> pythons() {
    List<Path> environments = new ArrayList<>(paths("VIRTUAL_ENV"));
    String data =
        platform == Platform.WINDOWS
            ? variable("LOCALAPPDATA") + "\\networkrender\\bpy"
            : home + "/.local/share/networkrender/bpy";
    path(data).ifPresent(environments::add);
    List<Path> found = new ArrayList<>();
    environments.forEach(each -> found.addAll(pythonsIn(each)));
    for (Path directory : paths("PATH")) {
      found.add(directory.resolve(platform == Platform.WINDOWS ? "python.exe" : "python3"));
    }
    return found;
  }

  /** Returns what may be started in a directory that somebody named. */
  List<Path> inside(Path directory) {
    List<Path> found = new ArrayList<>();
    found.add(directory.resolve(programName()));
    found.add(directory.resolve(IN_BUNDLE));
    found.addAll(pythonsIn(directory));
    return found;
  }

  private List<Path> pythonsIn(Path environment) {
    return platform == Platform.WINDOWS
        ? List.of(environment.resolve("Scripts").resolve("python.exe"))
        : List.of(
            environment.resolve("bin").resolve("python3"),
            environment.resolve("bin").resolve("python"));
  }

  /** Returns the directory of a Python's module, as far as its directories tell, or empty. */
  static Optional<Path> module(Path python) {
    Path programs = python.toAbsolutePath().getParent();
    Path root = programs == null ? null : programs.getParent();
    if (programs == null || root == null) {
      return Optional.empty();
    }
    List<Path> libraries = new ArrayList<>();
    // Windows keeps them beside the program, or beside the directory of an environment's program.
    libraries.add(programs.resolve("Lib"));
    libraries.add(root.resolve("Lib"));
    libraries.addAll(children(root.resolve("lib"), "python3"));
    return libraries.stream()
        .flatMap(library -> Stream.of("site-packages", "dist-packages").map(library::resolve))
        .map(packages -> packages.resolve("bpy"))
        .filter(Files::isDirectory)
        .findFirst();
  }

  private String programName() {
    return platform == Platform.WINDOWS ? "blender.exe" : "blender";
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
    List<Path> found = path(parent).map(directory -> children(directory, prefix)).orElse(List.of());
    return found.stream().sorted(Comparator.comparing(UsualPlaces::versionKey).reversed()).toList();
  }

  private static List<Path> children(Path parent, String prefix) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(parent)) {
      try (DirectoryStream<Path> children =
          Files.newDirectoryStream(parent, child -> isNamed(child, prefix))) {
        children.forEach(found::add);
      } catch (IOException e) {
        // A directory that cannot be listed holds no Blender for us.
        return List.of();
      }
    }
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

  /** Returns the paths that an environment variable lists. */
  List<Path> paths(String name) {
    List<Path> found = new ArrayList<>();
    for (String text : variable(name).split(platform.pathSeparator(), -1)) {
      path(text).ifPresent(found::add);
    }
    return found;
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

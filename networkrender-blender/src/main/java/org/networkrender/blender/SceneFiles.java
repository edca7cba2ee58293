package org.networkrender.blender;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.SceneSubject;

/**
 * The files on this machine that a scene needs beside itself.
 *
 * @param files absolute paths, each once, in their order
 * @param missing what the scene names and is not there
 * @param warnings what a person should know, one line each
 * @param kinds what each may be; one that may be anything is not among them
 * @param subjects what lines of the missing and the warnings are about, as far as that is known
 */
record SceneFiles(
    List<Path> files,
    List<String> missing,
    List<String> warnings,
    Map<Path, Set<String>> kinds,
    Map<String, SceneSubject> subjects) {
  /** More files than this are no scene's needs but a directory named by mistake. */
  static final int MAX_FILES = 200_000;

  /** Copies the lists. */
  SceneFiles {
    files = List.copyOf(files);
    missing = List.copyOf(missing);
    warnings = List.copyOf(warnings);
    kinds = Map.copyOf(kinds);
    subjects = Map.copyOf(subjects);
  }

  /** Returns the libraries: scenes that are named as such, or may be anything. */
  Stream<Path> libraries() {
    return files.stream().filter(this::isLibrary);
  }

  private boolean isLibrary(Path file) {
    Set<String> wanted = kinds.getOrDefault(file, Set.of());
    return SceneInspection.isLibrary(file)
        && (wanted.isEmpty() || wanted.contains(AssetContent.SCENE));
  }

  /** Finds what a scene of this machine names, as this machine's own Blender told. */
  static SceneFiles here(Path scene, Collection<NamedFile> named) throws RenderException {
    Search search = new Search(scene);
    for (NamedFile each : named) {
      Optional<Path> place = path(each.path());
      if (place.isPresent()) {
        search.add(place.get(), each);
      } else {
        search.lacks(each.path(), each);
      }
    }
    return search.end();
  }

  /** Returns whether Blender made a cache of one of these textures. */
  boolean haveCaches() {
    return files.stream()
        .map(Path::getParent)
        .distinct()
        .anyMatch(directory -> Files.isDirectory(directory.resolve("blender_tx")));
  }

  static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      // No file of this machine can have this name.
      return Optional.empty();
    }
  }

  /** Collects files for one scene. */
  static final class Search {
    private final Path scene;
    private final Path directory;
    private final TreeSet<Path> files = new TreeSet<>();
    private final Map<Path, Set<String>> kinds = new HashMap<>();
    private final Set<Path> ofAnyKind = new HashSet<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, SceneSubject> subjects = new HashMap<>();

    Search(Path scene) {
      this.scene = scene.toAbsolutePath().normalize();
      this.directory = Objects.requireNonNull(this.scene.getParent());
    }

    /** Adds what a path stands for: a file, a sequence, the tiles of a picture, or a directory. */
    void add(Path path, NamedFile named) throws RenderException {
      if (path.equals(scene)) {
        return;
      }
      List<Path> group = group(path, named.sequence());
      if (!group.isEmpty()) {
        for (Path member : group) {
          add(member, named.kinds());
        }
      } else if (Files.isRegularFile(path)) {
        add(path, named.kinds());
      } else if (Files.isDirectory(path)) {
        if (directory.startsWith(path) && !named.members().isEmpty()) {
          addMembers(path, named);
        } else if (directory.startsWith(path)) {
          String text = "the directory " + path + " holds the scene itself and is not sent";
          warnings.add(text);
          subjects.put(text, named.subject().at(path.toString()));
        } else {
          addTree(path, named.kinds());
        }
      } else {
        lacks(path.toString(), named);
      }
    }

    private void lacks(String place, NamedFile named) {
      String text = named.lacking(place);
      if (!named.cache()) {
        missing.add(text);
      } else if (!named.told().isEmpty()) {
        text = "missing, but " + FailureTable.quote(named.told()) + ": " + text;
        warnings.add(text);
      }
      subjects.put(text, named.subject().at(place));
    }

    void warn(String text) {
      warnings.add(text);
    }

    /** What is named in two ways may be what either allows. */
    private void add(Path file, List<String> wanted) throws RenderException {
      files.add(file);
      if (wanted.isEmpty()) {
        ofAnyKind.add(file);
      } else {
        kinds.computeIfAbsent(file, each -> new HashSet<>()).addAll(wanted);
      }
      if (files.size() > MAX_FILES) {
        throw RenderException.user(
            "The scene needs more than "
                + MAX_FILES
                + " files; the last ones were in "
                + file.getParent(),
            "Let the scene name a smaller directory");
      }
    }

    /** Returns whether a path stands for anything that is there. */
    static boolean isThere(Path path, boolean sequence) {
      return Files.exists(path) || !group(path, sequence).isEmpty();
    }

    private static List<Path> group(Path path, boolean sequence) {
      Optional<Pattern> pattern = NamePattern.of(path, sequence);
      Path parent = path.getParent();
      if (pattern.isEmpty() || parent == null || !Files.isDirectory(parent)) {
        return List.of();
      }
      return list(
          parent,
          each ->
              pattern.get().matcher(each.getFileName().toString()).matches()
                  && Files.isRegularFile(each));
    }

    /** Of a directory that holds the scene and much else only what belongs to a cache is sent. */
    private void addMembers(Path tree, NamedFile named) throws RenderException {
      boolean anything = false;
      for (String member : named.members()) {
        List<Path> found = list(tree, place -> NamedFile.isMember(place, member));
        for (Path each : found) {
          if (Files.isDirectory(each)) {
            addTree(each, named.kinds());
          } else {
            add(each, named.kinds());
          }
        }
        anything |= !found.isEmpty();
        if (found.isEmpty() && NamedFile.isAlwaysThere(member)) {
          anything = true;
          lacks(tree + tree.getFileSystem().getSeparator() + member, named);
        }
      }
      if (!anything) {
        lacks(tree.toString(), named);
      }
    }

    private static List<Path> list(Path directory, DirectoryStream.Filter<Path> filter) {
      List<Path> found = new ArrayList<>();
      try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, filter)) {
        all.forEach(found::add);
      } catch (IOException | DirectoryIteratorException e) {
        // What cannot be listed cannot be sent; the path is told as missing then.
        return List.of();
      }
      return found;
    }

    private void addTree(Path tree, List<String> wanted) throws RenderException {
      List<Path> found = new ArrayList<>();
      try {
        Files.walkFileTree(
            tree,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (Files.isRegularFile(file) && !isLitter(file)) {
                  found.add(file);
                }
                return found.size() > MAX_FILES
                    ? FileVisitResult.TERMINATE
                    : FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult visitFileFailed(Path file, IOException e) {
                warnings.add(file + " cannot be read and is not sent");
                return FileVisitResult.CONTINUE;
              }
            });
      } catch (IOException e) {
        warnings.add("not all of the directory " + tree + " can be read: " + e.getMessage());
      }
      for (Path file : found) {
        add(file, wanted);
      }
    }

    /** What systems and tools leave in directories is hidden, and no file of a scene. */
    private static boolean isLitter(Path file) {
      return file.getFileName().toString().startsWith(".") && AssetContent.kindOf(file).isEmpty();
    }

    /** Adds what Blender finds beside a scene and its libraries by their names, and returns all. */
    SceneFiles end() throws RenderException {
      addCaches(scene);
      for (Path file : found().libraries().toList()) {
        addCaches(file);
      }
      return found();
    }

    private SceneFiles found() {
      Map<Path, Set<String>> known = new HashMap<>(kinds);
      known.keySet().removeAll(ofAnyKind);
      return new SceneFiles(List.copyOf(files), missing, warnings, known, subjects);
    }

    private void addCaches(Path blend) throws RenderException {
      Path caches = DiskCache.directory(blend);
      if (Files.isDirectory(caches)) {
        addTree(caches, List.of());
      }
    }
  }
}

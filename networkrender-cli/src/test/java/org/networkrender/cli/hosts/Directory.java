package org.networkrender.cli.hosts;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks into directories in which others write and remove files meanwhile. */
final class Directory {
  private Directory() {}

  /** Returns the files below a directory whose path, seen from there, matches a pattern. */
  static List<Path> files(Path root, String pattern) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (root.relativize(file).toString().matches(pattern)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  /** Returns what lies directly in a directory; nothing where it is not there. */
  static List<Path> entries(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var entries = Files.list(directory)) {
      return entries.toList();
    }
  }

  /**
   * Returns what programs have left in the temporary directory of a home. JLine's own library,
   * which stays there when a program is killed, does not count.
   */
  static List<Path> temporary(Path home) throws IOException {
    return entries(home.resolve("tmp")).stream()
        .filter(file -> !file.getFileName().toString().startsWith("jlinenative-"))
        .toList();
  }

  /** Removes a directory and all that is in it. */
  static void remove(Path directory) throws IOException {
    try (var tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

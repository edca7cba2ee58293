package org.networkrender.core.planning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The directories of this machine in which a scene is at home: below them it may read and write
 * what is not hidden there. All paths are real ones, since a link is judged by where it leads.
 */
final class HomeDirectories {
  private final Set<Path> homes = new LinkedHashSet<>();

  /** Returns a path without links, as far as it is there. */
  static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      // It need not be there: a scene that was never saved, a place to write. Of others, whoever
      // reads them tells what is wrong.
      Path path = file.toAbsolutePath().normalize();
      Path directory = path.getParent();
      return directory == null ? path : real(directory).resolve(path.getFileName());
    }
  }

  void add(Path directory) {
    homes.add(directory);
  }

  /** Returns whether a place is below one of them. */
  boolean hold(Path place) {
    return homes.stream().anyMatch(place::startsWith);
  }

  /** Returns whether a directory, or one on the way to it from the nearest home on, is hidden. */
  boolean hide(Path directory) {
    int known =
        homes.stream().filter(directory::startsWith).mapToInt(Path::getNameCount).max().orElse(0);
    for (int i = known; i < directory.getNameCount(); i++) {
      if (directory.getName(i).toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}

package org.networkrender.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.networkrender.core.order.JobSources;
import picocli.CommandLine.Option;

/** The scene of which the given file is a copy. */
final class ScenePathOption {
  @Option(
      names = "--scene-path",
      paramLabel = "PATH",
      description =
          "SCENE is a copy of this file, a state that was not saved there: its relative paths,"
              + " caches, names and stamps are those of PATH. In Blender: save a copy without"
              + " 'Remap Relative'. PATH need not be there, but its directory must.")
  private Optional<Path> path = Optional.empty();

  /** Returns which scene is meant by a file that was given. */
  Path scene(Path given) {
    return path.orElse(given);
  }

  /** Returns whether a file that was given is no copy, but the scene itself. */
  boolean isOf(Path given) {
    return path.filter(original -> isSame(original, given)).isPresent();
  }

  /** Returns sources that take the scene from the file that was given. */
  JobSources sources(JobSources others, Path given) {
    return path.isPresent() ? others.withContent(given) : others;
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      // One of them is not there.
      return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
  }
}

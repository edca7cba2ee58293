package org.networkrender.cli;

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

  /** Returns sources that take the scene from the file that was given. */
  JobSources sources(JobSources others, Path given) {
    return path.isPresent() ? others.withContent(given) : others;
  }
}

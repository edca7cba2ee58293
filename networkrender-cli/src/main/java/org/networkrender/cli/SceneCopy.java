package org.networkrender.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A copy of a scene that was made for one job. It goes with the job, also where the process is told
 * to end.
 */
final class SceneCopy implements AutoCloseable {
  private final Path file;
  private final AtExit atExit;

  private SceneCopy(Path file) {
    this.file = file;
    this.atExit = AtExit.run(this::remove);
  }

  static SceneCopy of(Path file) {
    return new SceneCopy(file.toAbsolutePath());
  }

  /** Removes the file, and its directory where nothing else is in it. */
  private void remove() {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(file.resolveSibling(""));
    } catch (IOException e) {
      // Something else is there, or whoever made the copy has removed it.
      return;
    }
  }

  @Override
  public void close() {
    atExit.close();
    remove();
  }
}

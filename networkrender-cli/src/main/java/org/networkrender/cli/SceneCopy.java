package org.networkrender.cli;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A copy of a scene that was made for one job, in a directory of its own. It goes with the job,
 * also where the process is told to end.
 */
final class SceneCopy implements AutoCloseable {
  /** How the names of such directories begin: nobody loses a scene by a wrong word. */
  static final String DIRECTORIES = "networkrender-";

  private static final Logger log = Logger.getLogger(SceneCopy.class.getName());

  private final Path file;
  private final AtExit atExit;

  private SceneCopy(Path file) {
    this.file = file;
    this.atExit = AtExit.run(this::remove);
  }

  /** Returns whether a file lies where such a copy does. */
  static boolean isPlaceOf(Path file) {
    Path directory = file.toAbsolutePath().normalize().getParent();
    Path name = directory == null ? null : directory.getFileName();
    return name != null && name.toString().startsWith(DIRECTORIES);
  }

  static SceneCopy of(Path file) {
    return new SceneCopy(file.toAbsolutePath().normalize());
  }

  /** Removes the file, and its directory where nothing else is in it. */
  private void remove() {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(file.resolveSibling(""));
    } catch (DirectoryNotEmptyException e) {
      log.log(Level.FINE, "something else is beside the copy of the scene", e);
    } catch (IOException e) {
      log.log(Level.WARNING, e, () -> "The copy of the scene cannot be removed: " + file);
    }
  }

  @Override
  public void close() {
    atExit.close();
    remove();
  }
}

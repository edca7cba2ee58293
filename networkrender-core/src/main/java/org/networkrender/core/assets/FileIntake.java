package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.file.Path;
import org.networkrender.api.Sha256;

/** Takes files of this machine for a job. May be used by several threads. */
@FunctionalInterface
public interface FileIntake {
  /**
   * Takes a file; blocks while it is read, unless what is in it is known.
   *
   * @throws FileChangedException if it is written into all the time
   * @throws IOException if it cannot be read or kept
   */
  Taken take(Path file) throws IOException;

  /**
   * A file that was taken.
   *
   * @param content what is in it
   * @param bytes its size in bytes
   * @param place where that content is from now on: the file itself, or a copy
   */
  record Taken(Sha256 content, long bytes, Path place) {}
}

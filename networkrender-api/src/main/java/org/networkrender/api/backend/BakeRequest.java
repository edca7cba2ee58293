package org.networkrender.api.backend;

import java.nio.file.Path;

/**
 * The playing of a scene's simulations from their first frame on, so that their results are stored.
 *
 * @param last the last frame that is needed of them
 * @param directory an existing empty directory for the file
 */
public record BakeRequest(int last, Path directory) {
  /** What the file is called that comes of it, whatever is in it. */
  public static final String FILE = "baked.bin";

  /** Returns where the file goes. */
  public Path file() {
    return directory.resolve(FILE);
  }
}

package org.networkrender.api.backend;

import java.nio.file.Path;
import java.util.Objects;
import org.networkrender.api.PictureName;

/**
 * A file that each frame gives beside its pictures, because the scene itself saves it, such as a
 * render pass.
 *
 * <p>Where it goes is the client's business alone: a session writes it into the directory of the
 * request, like the pictures. The client refuses what would go to a place where the scene may not
 * write. Its extension tells the format; its size may be another one than that of the pictures.
 *
 * @param directory the directory that it belongs into on the client's machine, absolute; need not
 *     be there yet
 * @param name its name there
 * @param by what in the scene saves it, in a few words for a person, such as {@code the File Output
 *     node Passes}
 */
public record FurtherFile(Path directory, PictureName name, String by) {
  /** Checks that the directory is absolute, and takes {@code ..} out of it. */
  public FurtherFile {
    Objects.requireNonNull(name);
    Objects.requireNonNull(by);
    if (!directory.isAbsolute()) {
      throw new IllegalArgumentException(directory + " is not absolute");
    }
    directory = directory.normalize();
  }
}

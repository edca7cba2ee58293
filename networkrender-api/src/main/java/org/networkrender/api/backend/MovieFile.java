package org.networkrender.api.backend;

import java.util.Objects;
import org.networkrender.api.PictureName;

/**
 * A movie that a scene makes of its frames: each frame is rendered as a picture, and then a session
 * encodes them ({@link RenderSession#encode}).
 *
 * @param name its name, in the directory of the pictures; a group of {@code #} stands for the first
 *     and the last frame ({@link PictureName#forFrames})
 * @param sound whether the scene has sound, which goes into the movie: not every renderer that can
 *     render the frames can encode it
 */
public record MovieFile(PictureName name, boolean sound) {
  /** Checks that there is a name. */
  public MovieFile {
    Objects.requireNonNull(name);
  }
}

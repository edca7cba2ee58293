package org.networkrender.api.backend;

import java.nio.file.Path;
import java.util.List;
import org.networkrender.api.FrameSet;

/**
 * The encoding of a movie from the pictures of its frames.
 *
 * @param frames the frames, in their order; they are equally far from each other
 * @param pictures the picture of each of these frames; they are not changed
 * @param index of which of the scene's pictures, from 0 on: a scene of several views gives several
 *     pictures a frame, and a movie of each
 * @param file where the movie goes, in an existing empty directory; where the scene itself makes no
 *     movie, its extension chooses the kind of it ({@link RenderBackend#movieTypes})
 */
public record MovieRequest(FrameSet frames, List<Path> pictures, int index, Path file) {
  /** Copies the list and checks that each frame has a picture. */
  public MovieRequest {
    pictures = List.copyOf(pictures);
    if (frames.isEmpty() || frames.size() != pictures.size()) {
      throw new IllegalArgumentException(
          pictures.size() + " pictures of " + frames.size() + " frames");
    }
    if (index < 0) {
      throw new IllegalArgumentException("the pictures of index " + index);
    }
  }
}

package org.networkrender.core.events;

import java.util.List;
import java.util.Objects;
import org.networkrender.api.FrameSet;

/**
 * What a job is going to do.
 *
 * @param scene the scene's file
 * @param backend who renders it, for example {@code blender}
 * @param output the directory of the pictures
 * @param frames all frames of the order
 * @param kept those of them that an earlier run finished
 * @param tasks how many tasks are left
 * @param width the width of a picture in pixels
 * @param height the height of a picture in pixels
 * @param parts into how many parts each frame is cut; 0 for whole frames
 * @param still whether it is one still, of which each part counts for its worker
 * @param pictures the names of the pictures of each frame, with {@code #} for its digits
 */
public record JobPlanned(
    String scene,
    String backend,
    String output,
    FrameSet frames,
    FrameSet kept,
    int tasks,
    int width,
    int height,
    int parts,
    @AddedLater boolean still,
    List<String> pictures) {
  /** Copies the list. */
  public JobPlanned {
    Objects.requireNonNull(scene, "scene");
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(frames, "frames");
    Objects.requireNonNull(kept, "kept");
    pictures = List.copyOf(pictures);
  }
}

package org.networkrender.core.assembly;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.Sha256;
import org.networkrender.core.output.FrameFiles.FrameFile;

/**
 * A movie that is to be made of all frames of a job.
 *
 * @param index of which of the pictures of a frame, from 0 on
 * @param file what it is called on its way, and where it goes
 * @param frames its frames
 * @param identity what it is made from
 */
public record MoviePlan(int index, FrameFile file, FrameSet frames, Sha256 identity) {
  /**
   * Returns the same movie, made of pictures of which some were not made by the job: it is known
   * apart from the job's own, or it would pass for that when the pictures are replaced.
   */
  public MoviePlan ofOthersToo() {
    byte[] text = ("others too " + identity.hex()).getBytes(StandardCharsets.UTF_8);
    return new MoviePlan(index, file, frames, Sha256.of(text));
  }

  /** Returns the pictures that it is made of, in the order of the frames. */
  public List<Path> pictures(Path directory, List<PictureName> names) {
    PictureName name = names.get(index);
    return frames.stream().mapToObj(frame -> directory.resolve(name.forFrame(frame))).toList();
  }
}

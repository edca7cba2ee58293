package org.networkrender.core.task;

import org.networkrender.api.FrameSet;
import org.networkrender.core.assembly.MovieAssembly;

/**
 * The gathering of a movie's pictures, which the client does itself.
 *
 * @param movie the movie
 */
public record GatherTask(MovieAssembly movie) implements JobTask {
  @Override
  public FrameSet frames() {
    return movie.plan().frames();
  }

  @Override
  public String label() {
    return "gathering the pictures of " + movie.label();
  }
}

package org.networkrender.core.task;

import org.networkrender.api.FrameSet;
import org.networkrender.core.assembly.MovieAssembly;
import org.networkrender.core.wire.Message;

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

  @Override
  public double work() {
    return 0;
  }

  @Override
  public Message.Assign assign(int job, long attempt) {
    throw new IllegalStateException(label() + " is no work for a worker");
  }
}

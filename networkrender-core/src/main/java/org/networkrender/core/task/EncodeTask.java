package org.networkrender.core.task;

import java.util.List;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.core.assembly.MovieAssembly;
import org.networkrender.core.output.FrameFiles.FrameFile;
import org.networkrender.core.output.PartStore;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.wire.Message;

/**
 * The encoding of a movie.
 *
 * @param movie the movie
 */
public record EncodeTask(MovieAssembly movie) implements JobTask {
  @Override
  public FrameSet frames() {
    return movie.plan().frames();
  }

  @Override
  public String label() {
    return movie.label();
  }

  @Override
  public List<FrameFile> files(JobPlan plan) {
    return List.of(movie.plan().file());
  }

  @Override
  public void countFor(JobWorker worker, double seconds) {
    // How long a frame takes is told by frames.
  }

  @Override
  public Message.Assign assign(int job, long attempt) {
    PartStore.KeptFile list = movie.list();
    if (list == null) {
      throw new IllegalStateException("the pictures of " + label() + " are not gathered");
    }
    return new Message.Assign(
        job,
        attempt,
        Message.Work.ENCODE,
        frames(),
        null,
        null,
        new Message.MadeFile(list.content(), list.bytes()),
        null,
        new Message.MovieOrder(movie.plan().index(), new PictureName(movie.plan().file().sent())));
  }
}

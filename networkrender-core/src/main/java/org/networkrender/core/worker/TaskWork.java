package org.networkrender.core.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.PrimitiveIterator;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BakeRequest;
import org.networkrender.api.backend.FinishRequest;
import org.networkrender.api.backend.MovieRequest;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.core.wire.Message;

/** Does one task in a session that is open. Blocks; belongs to the thread of a slot. */
final class TaskWork {
  private final ServedTask task;
  private final WarmSession warm;
  private final WorkWatch watch;
  private final TaskProgress progress;

  TaskWork(ServedTask task, WarmSession warm, WorkWatch watch) {
    this.task = task;
    this.warm = warm;
    this.watch = watch;
    this.progress = new TaskProgress(task, watch);
  }

  /** Something that a renderer does for a task. */
  @FunctionalInterface
  interface Step<T> {
    T run() throws RenderException, InterruptedException;
  }

  /** Lets something work for a task, which is watched meanwhile. */
  static <T> T during(WorkWatch watch, Watched working, Step<T> step)
      throws RenderException, InterruptedException {
    if (!watch.enter(working)) {
      throw new RenderException(ErrorKind.INTERNAL, "cancelled", "");
    }
    try {
      return step.run();
    } finally {
      watch.leave();
    }
  }

  /** Returns the files that come of it. */
  List<Path> run() throws RenderException, IOException, InterruptedException {
    return switch (task.order().work()) {
      case RENDER -> render();
      case FINISH -> finish();
      case BAKE -> List.of(bake());
      case ENCODE -> List.of(encode());
    };
  }

  private List<Path> render() throws RenderException, IOException, InterruptedException {
    List<Path> pictures = new ArrayList<>();
    Message.Assign order = task.order();
    PrimitiveIterator.OfInt frames = order.frames().stream().iterator();
    while (frames.hasNext()) {
      int frame = frames.nextInt();
      RenderRequest request =
          new RenderRequest(frame, order.region(), order.samples(), directory(frame));
      pictures.addAll(during(() -> warm.session().render(request, progress)));
      progress.frameDone();
    }
    return pictures;
  }

  private List<Path> finish() throws RenderException, IOException, InterruptedException {
    int frame = task.order().frames().get(0);
    try (MadeFiles.Laid joined = bring(() -> MadeFiles.joined(task, made(), frame))) {
      FinishRequest request = new FinishRequest(frame, joined.files().get(0), directory(frame));
      return during(() -> warm.session().finish(request, progress));
    }
  }

  private Path bake() throws RenderException, IOException, InterruptedException {
    int last = task.order().frames().get(task.order().frames().size() - 1);
    BakeRequest request = new BakeRequest(last, directory(last));
    return during(() -> warm.session().bake(request, progress));
  }

  private Path encode() throws RenderException, IOException, InterruptedException {
    Message.Assign order = task.order();
    Message.MovieOrder movie = Objects.requireNonNull(order.movie());
    Path file = directory(order.frames().get(0)).resolve(movie.file().pattern());
    try (MadeFiles.Laid pictures =
        bring(() -> MadeFiles.pictures(task, made(), order.frames(), movie.index()))) {
      MovieRequest request =
          new MovieRequest(order.frames(), pictures.files(), movie.index(), file);
      return during(
          () -> {
            warm.session().encode(request, progress);
            return file;
          });
    }
  }

  private Message.MadeFile made() {
    return Objects.requireNonNull(task.order().made());
  }

  private MadeFiles.Laid bring(Step<MadeFiles.Laid> bringing)
      throws RenderException, InterruptedException {
    return FileWait.during(watch, task.job().client().pickUp(), bringing);
  }

  private <T> T during(Step<T> step) throws RenderException, InterruptedException {
    return during(watch, warm, step);
  }

  private Path directory(int frame) throws IOException {
    return Files.createDirectories(task.directory().resolve(Integer.toString(frame)));
  }
}

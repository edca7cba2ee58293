package org.networkrender.core.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.networkrender.core.assembly.BakedScene;
import org.networkrender.core.assembly.JobMovies;
import org.networkrender.core.assembly.MovieAssembly;
import org.networkrender.core.assets.SharedContents;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.pool.LocalWorker;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.task.BakeTask;
import org.networkrender.core.task.JobTask;
import org.networkrender.core.task.JobTasks;
import org.networkrender.core.thread.FileWork;
import org.networkrender.core.wire.Message;

/**
 * What a job makes beside its frames: the bake before them, and the movies after them. Belongs to
 * the farm's thread.
 */
final class JobProducts {
  private final JobPlan plan;
  private final JobTasks tasks;
  private final JobTally tally;
  private final JobNews news;
  private final LongSupplier clock;
  private final Consumer<SchedulerEvent> scheduler;
  private final JobMovies movies;
  private final BakedScene baked;
  private volatile boolean fruitless;

  /** Prepares; {@code scheduler} is told what is done. */
  JobProducts(
      JobPlan plan,
      JobTasks tasks,
      FileWork files,
      SharedContents contents,
      JobTally tally,
      JobNews news,
      LongSupplier clock,
      Consumer<SchedulerEvent> scheduler) {
    this.plan = plan;
    this.tasks = tasks;
    this.tally = tally;
    this.news = news;
    this.clock = clock;
    this.scheduler = scheduler;
    this.movies =
        new JobMovies(
            plan.output(), plan.pictures(), plan.identity(), files, contents, this::gathered);
    this.baked = new BakedScene(plan.output(), plan.bake().orElse(null), files, contents);
  }

  /** Begins with what earlier runs left. */
  void start() {
    baked.start();
    if (tasks.bake() >= 0) {
      // The own machine first, where there is a choice: there the files are already.
      scheduler.accept(
          new SchedulerEvent.Released(clock.getAsLong(), tasks.bake(), LocalWorker.PLACE));
    }
    if (plan.movies().isEmpty()) {
      discardFrames();
    }
  }

  /** All pictures of a movie are there. */
  void gather(MovieAssembly movie) {
    movies.gather(movie);
  }

  /** The own machine first: there the pictures lie. */
  private void gathered(MovieAssembly movie) {
    scheduler.accept(
        new SchedulerEvent.Completed(clock.getAsLong(), tasks.gatherOf(movie), LocalWorker.PLACE));
  }

  /** Returns the message that hands out a task, with what was baked of the scene. */
  Message.Assign withBaked(JobTask task, Message.Assign message) {
    return task instanceof BakeTask
        ? message
        : baked
            .file()
            .map(file -> message.withBaked(new Message.MadeFile(file.content(), file.bytes())))
            .orElse(message);
  }

  /** The scene was baked. */
  void keep(OutputDirectory.ReceivedPicture file, Runnable then) {
    baked.keep(
        file,
        () -> {
          tally.baked(clock.getAsLong());
          then.run();
        });
  }

  /** Gives a movie its place. Blocks; to be called beside the farm's thread. */
  Path commit(MovieAssembly movie, List<OutputDirectory.ReceivedPicture> file) throws IOException {
    return movies.commit(movie, file);
  }

  /** A movie is in its place. */
  void finished(MovieAssembly movie, Path place) {
    movies.finished(movie);
    tally.encoded(place);
    news.inform("The " + movie.label() + " is encoded");
    if (tally.hasAllMovies()) {
      discardFrames();
    }
  }

  /** To be called when all movies are there. */
  private void discardFrames() {
    if (plan.discards()) {
      movies.discard(plan.frames());
    }
  }

  /** The job ends: nothing is given away any more. */
  void end() {
    movies.end();
    fruitless = tally.isFruitless() && baked.file().isPresent();
    if (fruitless) {
      news.inform("No frame could be rendered with what was baked: the next run bakes it again");
    }
    baked.end();
  }

  /**
   * Removes what no later run is to use. Blocks; to be called after the end, beside that thread.
   */
  void tidy() {
    if (fruitless) {
      baked.forget();
    }
  }
}

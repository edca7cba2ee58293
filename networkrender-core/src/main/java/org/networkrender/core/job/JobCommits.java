package org.networkrender.core.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.networkrender.api.FrameSet;
import org.networkrender.core.assembly.FrameAssembly;
import org.networkrender.core.assembly.FrameJoins;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.task.BakeTask;
import org.networkrender.core.task.EncodeTask;
import org.networkrender.core.task.JobAttempt;
import org.networkrender.core.task.JobTask;
import org.networkrender.core.task.JobWorker;
import org.networkrender.core.thread.FileWork;

/** Gives accepted results their place. Belongs to the farm's thread. */
final class JobCommits {
  private final JobPlan plan;
  private final FileWork files;
  private final FrameJoins joins;
  private final JobProducts products;
  private final WorkerCredit credit;
  private final Consumer<DoneFrame> finished;

  /**
   * Prepares.
   *
   * @param credit knows who rendered what
   * @param finished is told, on the farm's thread, of each frame whose pictures are in their place
   */
  JobCommits(
      JobPlan plan,
      FileWork files,
      FrameJoins joins,
      JobProducts products,
      WorkerCredit credit,
      Consumer<DoneFrame> finished) {
    this.products = products;
    this.credit = credit;
    this.plan = plan;
    this.files = files;
    this.joins = joins;
    this.finished = finished;
  }

  /**
   * Puts the result of an attempt where it belongs.
   *
   * @param then is called on the farm's thread when it is there
   */
  void commit(JobAttempt attempt, Runnable then) {
    if (attempt.task() instanceof JobTask.Part part) {
      joins.keep(part.assembly(), part.task(), attempt.pictures().get(0), then);
    } else if (attempt.task() instanceof JobTask.Finish finish) {
      FrameAssembly assembly = finish.assembly();
      files.start(
          () -> joins.commit(assembly, attempt.pictures()),
          pictures -> {
            then.run();
            finished.accept(credit.complete(assembly, pictures));
            joins.finished(assembly);
          });
    } else if (attempt.task() instanceof BakeTask) {
      products.keep(attempt.pictures().get(0), then);
    } else if (attempt.task() instanceof EncodeTask encode) {
      files.start(
          () -> products.commit(encode.movie(), attempt.pictures()),
          place -> {
            then.run();
            products.finished(encode.movie(), place);
          });
    } else {
      files.start(
          () -> whole(attempt),
          frames -> {
            then.run();
            frames.forEach(finished);
          });
    }
  }

  private List<DoneFrame> whole(JobAttempt attempt) throws IOException {
    FrameSet all = attempt.task().frames();
    int each = plan.files().count();
    List<DoneFrame> frames = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      int frame = all.get(i);
      List<Path> places =
          plan.output()
              .commit(frame, plan.identity(), attempt.pictures().subList(i * each, (i + 1) * each));
      double seconds = attempt.seconds() / all.size();
      JobWorker worker = attempt.worker();
      frames.add(
          new DoneFrame(
              frame, places, List.of(WorkerCredit.contribution(worker, seconds)), seconds));
    }
    return frames;
  }
}

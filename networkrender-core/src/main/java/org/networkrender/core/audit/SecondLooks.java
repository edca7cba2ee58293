package org.networkrender.core.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.networkrender.api.PixelSize;
import org.networkrender.api.backend.RenderTraces;
import org.networkrender.core.assets.Trees;
import org.networkrender.core.image.BrokenPictureException;
import org.networkrender.core.image.PictureCheck;
import org.networkrender.core.image.PictureComparison;
import org.networkrender.core.output.FrameFiles.FrameFile;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.task.JobAttempt;
import org.networkrender.core.task.JobTask;
import org.networkrender.core.thread.FarmThread;
import org.networkrender.core.thread.FileWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets tasks be rendered again, and keeps what comes of it to be compared. Belongs to the farm's
 * thread; files are read beside it.
 */
public final class SecondLooks {
  private static final Logger log = LoggerFactory.getLogger(SecondLooks.class);
  private final JobPlan plan;
  private final FileWork work;
  private final FarmThread thread;
  private final LongSupplier clock;
  private final Consumer<SchedulerEvent> scheduler;
  private final RenderTraces traces;

  /**
   * The pictures of one result.
   *
   * @param pictures the pictures, each where it lies to be compared
   */
  record Files(List<OutputDirectory.ReceivedPicture> pictures) {
    static Files of(JobAttempt attempt) {
      return new Files(attempt.pictures());
    }
  }

  /** Prepares; {@code events} go to the scheduler of the job. */
  public SecondLooks(
      JobPlan plan,
      FileWork work,
      FarmThread thread,
      LongSupplier clock,
      Consumer<SchedulerEvent> scheduler) {
    this.plan = plan;
    this.work = work;
    this.thread = thread;
    this.clock = clock;
    this.scheduler = scheduler;
    this.traces = plan.backend().traces(plan.scene());
  }

  /** Gives the pictures of a result a second place, since their first one is not for long. */
  void putAside(JobAttempt attempt, Consumer<Files> then) {
    work.start(
        () -> {
          List<OutputDirectory.ReceivedPicture> aside = new ArrayList<>();
          for (OutputDirectory.ReceivedPicture picture : attempt.pictures()) {
            Path place =
                plan.output().incoming(attempt.number(), "audit-" + picture.file().getFileName());
            Trees.link(picture.file(), place);
            aside.add(
                new OutputDirectory.ReceivedPicture(
                    picture.name(), place, picture.content(), picture.picture()));
          }
          return new Files(aside);
        },
        then);
  }

  /** Lets a held look be rendered, elsewhere than on some machines. */
  void release(int look, List<String> avoided) {
    later(new SchedulerEvent.Released(clock.getAsLong(), look, null, avoided));
  }

  /** A look is not needed any more. */
  void withdraw(int look) {
    later(new SchedulerEvent.Withdrawn(clock.getAsLong(), look, "it is not needed any more"));
  }

  /** Not at once: the present event is still being carried out. */
  private void later(SchedulerEvent event) {
    thread.execute(() -> scheduler.accept(event));
  }

  /** Compares a result with others. */
  void compare(
      JobTask task, Files one, List<Files> others, Consumer<List<PictureComparison.Outcome>> then) {
    work.start(
        () -> {
          List<PictureComparison.Outcome> outcomes = new ArrayList<>();
          for (Files other : others) {
            outcomes.add(compare(task, one, other));
          }
          return outcomes;
        },
        then);
  }

  /** Whatever goes wrong here is no reason to end a job whose pictures are all there. */
  private PictureComparison.Outcome compare(JobTask task, Files one, Files other) {
    try {
      return worst(task, one, other);
    } catch (BrokenPictureException | IOException | RuntimeException | OutOfMemoryError e) {
      log.warn("cannot compare the pictures of {}", task.label(), e);
      return PictureComparison.Outcome.UNCLEAR;
    }
  }

  private PictureComparison.Outcome worst(JobTask task, Files one, Files other)
      throws IOException, BrokenPictureException {
    PictureComparison.Outcome worst = PictureComparison.Outcome.SAME;
    for (int i = 0; i < one.pictures().size(); i++) {
      OutputDirectory.ReceivedPicture picture = one.pictures().get(i);
      PixelSize size = task.size(plan);
      if (task.files(plan).get(i).kind() == FrameFile.Kind.FURTHER) {
        size = PictureCheck.checkAnySize(picture.file(), picture.name(), size);
      }
      PictureComparison.Outcome outcome =
          PictureComparison.compare(
              picture.file(),
              other.pictures().get(i).file(),
              picture.name(),
              size,
              traces.channels());
      if (outcome != PictureComparison.Outcome.SAME && isTraced(task)) {
        outcome = PictureComparison.Outcome.UNCLEAR;
      }
      worst = outcome.compareTo(worst) > 0 ? outcome : worst;
    }
    return worst;
  }

  /** Parts are what the renderer itself has made, before anything is written into the picture. */
  private boolean isTraced(JobTask task) {
    return !traces.everywhere().isEmpty() && !(task instanceof JobTask.Part);
  }

  /** Returns why pictures that differ cannot be compared; empty where they can, or nobody knows. */
  String whyUnclear() {
    return traces.everywhere();
  }

  /** Puts the pictures of another result in the place of those that are there. */
  void replace(JobTask task, Files files, Runnable then) {
    int each = plan.files().count();
    work.start(
        () -> {
          for (int i = 0; i < task.frames().size(); i++) {
            plan.output()
                .commit(
                    task.frames().get(i),
                    plan.identity(),
                    files.pictures().subList(i * each, (i + 1) * each));
          }
          return files;
        },
        same -> then.run());
  }

  /** Removes files that are not needed any more. */
  void discard(Files files) {
    work.start(
        () -> {
          files.pictures().forEach(picture -> OutputDirectory.discard(picture.file()));
          return files;
        },
        same -> {});
  }
}

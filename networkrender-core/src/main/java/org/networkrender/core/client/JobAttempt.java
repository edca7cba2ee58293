package org.networkrender.core.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelSize;
import org.networkrender.api.split.Task;
import org.networkrender.api.split.Tile;
import org.networkrender.core.wire.Message;

/** One try of a task on one worker, as the client sees it. Belongs to the farm's thread. */
final class JobAttempt {
  private final long number;
  private final Task task;
  private final JobWorker worker;
  private final WorkerLink link;

  private @Nullable ResultIntake intake;
  private double seconds;
  private List<OutputDirectory.ReceivedPicture> pictures = List.of();

  JobAttempt(long number, Task task, JobWorker worker, WorkerLink link) {
    this.number = number;
    this.task = task;
    this.worker = worker;
    this.link = link;
  }

  long number() {
    return number;
  }

  Task task() {
    return task;
  }

  JobWorker worker() {
    return worker;
  }

  WorkerLink link() {
    return link;
  }

  double seconds() {
    return seconds;
  }

  /** Whether the offered files are those that this task gives, in their order. */
  boolean isExpected(Message.Rendered message, List<PictureName> names) {
    List<String> expected =
        task.frames().stream()
            .boxed()
            .flatMap(frame -> names.stream().map(name -> name.forFrame(frame)))
            .toList();
    return message.files().stream().map(Message.ResultFile::name).toList().equals(expected);
  }

  /** The size of each of its pictures. */
  PixelSize size(PixelSize whole) {
    Tile tile = task.tile();
    return tile == null ? whole : tile.rendered().size();
  }

  void rendered(ResultIntake taking, double spent) {
    intake = taking;
    seconds = spent;
  }

  void verified(List<OutputDirectory.ReceivedPicture> received) {
    pictures = received;
  }

  void cancelIntake() {
    if (intake != null) {
      intake.cancel();
    }
  }

  /** Gives the pictures their names. Blocks. */
  List<FinishedFrame> commit(JobPlan plan) throws IOException {
    int views = plan.pictures().size();
    List<FinishedFrame> frames = new ArrayList<>();
    for (int i = 0; i < task.frames().size(); i++) {
      int frame = task.frames().get(i);
      List<Path> places =
          plan.output()
              .commit(frame, plan.identity(), pictures.subList(i * views, (i + 1) * views));
      frames.add(new FinishedFrame(frame, places, worker.name(), seconds / task.frames().size()));
    }
    return frames;
  }
}

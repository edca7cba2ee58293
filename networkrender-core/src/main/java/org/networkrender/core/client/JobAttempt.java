package org.networkrender.core.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.wire.Message;

/** One try of a task on one worker, as the client sees it. Belongs to the farm's thread. */
final class JobAttempt {
  private final long number;
  private final JobTask task;
  private final JobWorker worker;
  private final WorkerLink link;

  private @Nullable Runnable cancelIntake;
  private double seconds;
  private List<OutputDirectory.ReceivedPicture> pictures = List.of();

  JobAttempt(long number, JobTask task, JobWorker worker, WorkerLink link) {
    this.number = number;
    this.task = task;
    this.worker = worker;
    this.link = link;
  }

  long number() {
    return number;
  }

  JobTask task() {
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
  boolean isExpected(Message.Rendered message, JobPlan plan) {
    return message.files().stream().map(Message.ResultFile::name).toList().equals(task.files(plan));
  }

  /** Whether its pictures were announced already. */
  boolean isRendered() {
    return cancelIntake != null;
  }

  /**
   * Its pictures were announced and are fetched.
   *
   * @param cancel stops that; may be called when it has ended
   * @param spent seconds
   */
  void rendered(Runnable cancel, double spent) {
    cancelIntake = cancel;
    seconds = spent;
  }

  void verified(List<OutputDirectory.ReceivedPicture> received) {
    pictures = received;
  }

  /** Returns its files, which were found good. */
  List<OutputDirectory.ReceivedPicture> pictures() {
    return pictures;
  }

  void cancelIntake() {
    if (cancelIntake != null) {
      cancelIntake.run();
    }
  }
}

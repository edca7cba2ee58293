package org.networkrender.core.task;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.output.FrameFiles.FrameFile;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.pool.WorkerLink;
import org.networkrender.core.wire.Message;

/** One try of a task on one worker, as the client sees it. Belongs to the farm's thread. */
public final class JobAttempt {
  private final long number;
  private final JobTask task;
  private final JobWorker worker;
  private final WorkerLink link;

  private @Nullable Runnable cancelIntake;
  private double seconds;
  private List<OutputDirectory.ReceivedPicture> pictures = List.of();

  /** Creates an attempt that has not begun. */
  public JobAttempt(long number, JobTask task, JobWorker worker, WorkerLink link) {
    this.number = number;
    this.task = task;
    this.worker = worker;
    this.link = link;
  }

  /** Returns its number among the attempts of the job. */
  public long number() {
    return number;
  }

  /** Returns what is rendered. */
  public JobTask task() {
    return task;
  }

  /** Returns who renders it. */
  public JobWorker worker() {
    return worker;
  }

  /** Returns the way to the worker that it was given to. */
  public WorkerLink link() {
    return link;
  }

  /** Returns how many seconds it took, by the worker; 0 before it has rendered. */
  public double seconds() {
    return seconds;
  }

  /** Whether the offered files are those that this task gives, in their order. */
  public boolean isExpected(Message.Rendered message, JobPlan plan) {
    return message.files().stream()
        .map(Message.ResultFile::name)
        .toList()
        .equals(task.files(plan).stream().map(FrameFile::sent).toList());
  }

  /** Whether its pictures were announced already. */
  public boolean isRendered() {
    return cancelIntake != null;
  }

  /**
   * Its pictures were announced and are fetched.
   *
   * @param cancel stops that; may be called when it has ended
   * @param spent seconds
   */
  public void rendered(Runnable cancel, double spent) {
    cancelIntake = cancel;
    seconds = spent;
  }

  /** Its files are here and good. */
  public void verified(List<OutputDirectory.ReceivedPicture> received) {
    pictures = received;
  }

  /** Returns its files, which were found good. */
  public List<OutputDirectory.ReceivedPicture> pictures() {
    return pictures;
  }

  void cancelIntake() {
    if (cancelIntake != null) {
      cancelIntake.run();
    }
  }
}

package org.networkrender.core.client;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import org.networkrender.api.ErrorKind;
import org.networkrender.core.image.BrokenPictureException;
import org.networkrender.core.wire.Message;

/** Fetches and checks the results of a job's attempts, beside the farm's thread. */
final class JobIntake {
  private final JobPlan plan;
  private final FarmThread thread;
  private final Executor io;
  private final Owner owner;

  /** Is told, on the farm's thread, what became of a result. */
  interface Owner {
    /** The files are here and good; whoever does not want them removes them. */
    void verified(JobAttempt attempt, List<OutputDirectory.ReceivedPicture> pictures);

    /** The files cannot be had or are not what they should be. */
    void rejected(JobAttempt attempt, ErrorKind kind, String cause);

    /** This machine cannot write. */
    void cannotWrite(IOException cause);
  }

  JobIntake(JobPlan plan, FarmThread thread, Executor io, Owner owner) {
    this.plan = plan;
    this.thread = thread;
    this.io = io;
    this.owner = owner;
  }

  /** Takes in what a worker offers for an attempt; belongs to the farm's thread. */
  void start(JobAttempt attempt, Message.Rendered message) {
    ResultIntake intake =
        new ResultIntake(
            plan.output(), attempt.number(), attempt.task().size(plan), attempt.link()::fetch);
    attempt.rendered(intake, message.seconds());
    io.execute(() -> take(attempt, intake, message.files()));
  }

  private void take(JobAttempt attempt, ResultIntake intake, List<Message.ResultFile> files) {
    try {
      List<OutputDirectory.ReceivedPicture> pictures = intake.take(files);
      thread.execute(() -> owner.verified(attempt, pictures));
    } catch (ResultIntake.OutputException e) {
      thread.execute(() -> owner.cannotWrite(e));
    } catch (BrokenPictureException | IOException e) {
      String cause = String.valueOf(e.getMessage());
      thread.execute(() -> owner.rejected(attempt, ErrorKind.WORKER, cause));
    } catch (InterruptedException e) {
      // Only the farm's end interrupts; the job was cancelled before.
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      // A defect here, or too little memory, must not lose the frame: it is tried again elsewhere.
      thread.execute(() -> owner.rejected(attempt, ErrorKind.INTERNAL, "checking failed: " + e));
    }
  }
}

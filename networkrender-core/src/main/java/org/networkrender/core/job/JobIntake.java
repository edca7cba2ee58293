package org.networkrender.core.job;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.networkrender.api.ErrorKind;
import org.networkrender.core.image.BrokenPictureException;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.pool.WorkerLink;
import org.networkrender.core.scheduler.FailureStage;
import org.networkrender.core.task.JobAttempt;
import org.networkrender.core.thread.FarmThread;
import org.networkrender.core.wire.Message;

/** Fetches and checks the results of a job's attempts, beside the farm's thread. */
final class JobIntake {
  private final JobPlan plan;
  private final FarmThread thread;
  private final Executor io;
  private final LongSupplier clock;
  private final Owner owner;

  /** What is under way, and by which link it comes. Both belong to the farm's thread. */
  private final Map<JobAttempt, ResultIntake> running = new LinkedHashMap<>();

  private final Map<WorkerLink, DeliveryWatch> watches = new HashMap<>();

  /** Is told, on the farm's thread, what became of a result. */
  interface Owner {
    /** The files are here and good; whoever does not want them removes them. */
    void verified(JobAttempt attempt, List<OutputDirectory.ReceivedPicture> pictures);

    /** The files cannot be had ({@code OUTSIDE}) or are not what they should be. */
    void rejected(JobAttempt attempt, ErrorKind kind, FailureStage stage, String cause);

    /** This machine cannot write. */
    void cannotWrite(IOException cause);
  }

  JobIntake(JobPlan plan, FarmThread thread, Executor io, LongSupplier clock, Owner owner) {
    this.plan = plan;
    this.thread = thread;
    this.io = io;
    this.clock = clock;
    this.owner = owner;
  }

  /** Takes in what a worker offers for an attempt; belongs to the farm's thread. */
  void start(JobAttempt attempt, Message.Rendered message) {
    WorkerLink link = attempt.link();
    DeliveryWatch watch = watches.computeIfAbsent(link, any -> new DeliveryWatch(clock));
    ResultIntake intake =
        new ResultIntake(
            plan.output(),
            attempt.number(),
            attempt.task().files(plan),
            attempt.task().size(plan),
            attempt.task().frames().size(),
            plan.backend()::bakeFault,
            (blob, offset, size, sink) -> link.fetch(blob, offset, size, watch.watch(sink)),
            clock);
    attempt.rendered(intake::cancel, message.seconds());
    running.put(attempt, intake);
    io.execute(() -> take(attempt, intake, message.files()));
  }

  /** Time passes: whose bytes do not come has failed. Belongs to the farm's thread. */
  void tick(long now) {
    for (Map.Entry<JobAttempt, ResultIntake> each : List.copyOf(running.entrySet())) {
      DeliveryWatch watch = watches.get(each.getKey().link());
      OptionalLong since = each.getValue().fetchingSince();
      if (watch != null && since.isPresent() && watch.isOverdue(now, since.getAsLong())) {
        // What the cancelled intake says afterwards is of an attempt that does not count any more.
        each.getValue().cancel();
        running.remove(each.getKey());
        owner.rejected(
            each.getKey(),
            ErrorKind.WORKER,
            FailureStage.OUTSIDE,
            "it has announced its pictures and has sent nothing of them for "
                + DeliveryWatch.PATIENCE.toSeconds()
                + " s");
      }
    }
  }

  private void tell(JobAttempt attempt, Runnable outcome) {
    thread.execute(
        () -> {
          running.remove(attempt);
          outcome.run();
        });
  }

  private void take(JobAttempt attempt, ResultIntake intake, List<Message.ResultFile> files) {
    try {
      List<OutputDirectory.ReceivedPicture> pictures = intake.take(files);
      tell(attempt, () -> owner.verified(attempt, pictures));
    } catch (ResultIntake.OutputException e) {
      tell(attempt, () -> owner.cannotWrite(e));
    } catch (BrokenPictureException | IOException e) {
      String cause = String.valueOf(e.getMessage());
      FailureStage stage =
          e instanceof BrokenPictureException ? FailureStage.RENDERING : FailureStage.OUTSIDE;
      tell(attempt, () -> owner.rejected(attempt, ErrorKind.WORKER, stage, cause));
    } catch (InterruptedException e) {
      // Only the farm's end interrupts; the job was cancelled before.
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      // A defect here, or too little memory, must not lose the frame: it is tried again elsewhere.
      tell(
          attempt,
          () ->
              owner.rejected(
                  attempt, ErrorKind.INTERNAL, FailureStage.OUTSIDE, "checking failed: " + e));
    }
  }
}

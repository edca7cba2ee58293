package org.networkrender.core.job;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.Sha256;
import org.networkrender.core.image.BrokenPictureException;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.pool.WorkerLink;
import org.networkrender.core.scheduler.FailureStage;
import org.networkrender.core.task.JobAttempt;
import org.networkrender.core.thread.FarmThread;
import org.networkrender.core.thread.LimitedExecutor;
import org.networkrender.core.wire.Message;

/**
 * Fetches and checks the results of a job's attempts, beside the farm's thread. What is on its way
 * takes no thread, and what is checked few ones, however many workers announce whatever they like.
 */
final class JobIntake {
  private final JobPlan plan;
  private final FarmThread thread;
  private final Executor work;
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
    this.work = new LimitedExecutor(io, Math.max(2, Runtime.getRuntime().availableProcessors()));
    this.clock = clock;
    this.owner = owner;
  }

  /** Takes in what a worker offers for an attempt; belongs to the farm's thread. */
  void start(JobAttempt attempt, Message.Rendered message) {
    WorkerLink link = attempt.link();
    DeliveryWatch watch =
        watches.computeIfAbsent(link, any -> new DeliveryWatch(link.traffic(), clock.getAsLong()));
    OutputDirectory output = plan.output();
    ResultIntake intake =
        new ResultIntake(
            new ResultIntake.Wanted(
                attempt.task().files(plan),
                attempt.task().size(plan),
                attempt.task().frames().size(),
                plan.backend()::bakeFault),
            name -> output.incoming(attempt.number(), name),
            new ResultRoom(output::usableBytes, output.path(), attempt.worker().isLocal()),
            new LinkSource(link, watch),
            work,
            new Told(attempt));
    attempt.rendered(intake::cancel, message.seconds());
    running.put(attempt, intake);
    intake.start(message.files());
  }

  /** Time passes: whose bytes do not come has failed. Belongs to the farm's thread. */
  void tick(long now) {
    watches.values().forEach(watch -> watch.look(now));
    for (Map.Entry<JobAttempt, ResultIntake> each : List.copyOf(running.entrySet())) {
      JobAttempt attempt = each.getKey();
      DeliveryWatch watch = watches.get(attempt.link());
      Optional<String> fault =
          watch == null ? Optional.empty() : each.getValue().delivery().flatMap(watch::fault);
      if (fault.isPresent()) {
        // What the cancelled intake says afterwards is of an attempt that does not count any more.
        each.getValue().cancel();
        running.remove(attempt);
        owner.rejected(attempt, ErrorKind.WORKER, FailureStage.OUTSIDE, fault.get());
      }
    }
  }

  /** The files that one worker gives. */
  private record LinkSource(WorkerLink link, DeliveryWatch watch) implements ResultIntake.Source {
    @Override
    public DeliveryWatch.Delivery expect(long bytes) {
      return watch.expect(bytes);
    }

    @Override
    public CompletableFuture<Void> fetch(Sha256 blob, long size, WritableByteChannel sink) {
      return link.fetch(blob, 0, size, sink);
    }
  }

  /** Carries to the farm's thread what became of a result. */
  private final class Told implements ResultIntake.Outcome {
    private final JobAttempt attempt;

    Told(JobAttempt attempt) {
      this.attempt = attempt;
    }

    @Override
    public void taken(List<OutputDirectory.ReceivedPicture> pictures) {
      tell(() -> owner.verified(attempt, pictures));
    }

    @Override
    public void failed(Throwable cause) {
      if (cause instanceof OutputException e) {
        tell(() -> owner.cannotWrite(e));
      } else if (cause instanceof BrokenPictureException) {
        reject(ErrorKind.WORKER, FailureStage.RENDERING, String.valueOf(cause.getMessage()));
      } else if (cause instanceof IOException) {
        reject(ErrorKind.WORKER, FailureStage.OUTSIDE, String.valueOf(cause.getMessage()));
      } else {
        // A defect here, or too little memory, must not lose the frame: it is tried again
        // elsewhere.
        reject(ErrorKind.INTERNAL, FailureStage.OUTSIDE, "checking failed: " + cause);
      }
    }

    private void reject(ErrorKind kind, FailureStage stage, String cause) {
      tell(() -> owner.rejected(attempt, kind, stage, cause));
    }

    private void tell(Runnable outcome) {
      thread.execute(
          () -> {
            running.remove(attempt);
            outcome.run();
          });
    }
  }
}

package org.networkrender.core.job;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.networkrender.api.ErrorKind;
import org.networkrender.core.audit.JobAudit;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.FailureStage;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.task.JobAttempt;
import org.networkrender.core.task.JobAttempts;
import org.networkrender.core.task.JobTask;
import org.networkrender.core.thread.FarmThread;
import org.networkrender.core.wire.Message;

/**
 * The way of a result: announced by its worker, fetched and checked, judged by what else is there,
 * accepted by the scheduler, put aside for an audit, put into its place, counted. The methods stand
 * in this order. What ends it early ends it here, and its files are removed.
 *
 * <p>Belongs to the farm's thread; files are fetched, checked and written beside it.
 */
final class ResultPath implements JobIntake.Owner {
  /** The job that a result belongs to. */
  interface Job {
    /** What counted as a failure of the worker at a place was none. */
    void absolved(String place);

    /** This machine cannot write. */
    void cannotWrite(IOException cause);

    /** A result is in its place. */
    void placed(int task, JobAttempt attempt);
  }

  private final JobPlan plan;
  private final JobAttempts attempts;
  private final LongSupplier clock;
  private final JobSlots scheduler;
  private final FailedAttempts failures;
  private final JobIntake intake;
  private final BlankPictures blanks;
  private final PartChannels channels = new PartChannels();
  private final JobAudit audit;
  private final JobCommits commits;
  private final Job job;

  /** Prepares; {@code clock} counts nanoseconds. */
  ResultPath(
      JobPlan plan,
      JobAttempts attempts,
      FarmThread thread,
      Executor io,
      LongSupplier clock,
      JobSlots scheduler,
      FailedAttempts failures,
      JobAudit audit,
      JobCommits commits,
      Job job) {
    this.plan = plan;
    this.attempts = attempts;
    this.clock = clock;
    this.scheduler = scheduler;
    this.failures = failures;
    this.intake = new JobIntake(plan, thread, io, clock, this);
    this.blanks = new BlankPictures(job::absolved);
    this.audit = audit;
    this.commits = commits;
    this.job = job;
  }

  /** A worker says that it has rendered, and what there is to fetch. */
  void announced(JobAttempt attempt, Message.Rendered message) {
    attempt.worker().ended(attempt.number());
    if (!attempt.isExpected(message, plan)) {
      attempt.link().send(new Message.Release(message.attempt()));
      failures.add(
          attempt,
          FailureKind.WORKER,
          FailureStage.RENDERING,
          "the worker offered other pictures than were asked for");
      return;
    }
    scheduler.apply(new SchedulerEvent.Rendered(clock.getAsLong(), attempt.number()));
    intake.start(attempt, message);
  }

  /** Time passes; to be called a few times a second. */
  void tick(long now) {
    intake.tick(now);
  }

  @Override
  public void verified(JobAttempt attempt, List<OutputDirectory.ReceivedPicture> pictures) {
    if (!attempts.counts(attempt)) {
      discard(pictures);
      return;
    }
    release(attempt);
    Optional<String> fault = doubt(attempt, pictures);
    if (fault.isPresent()) {
      discard(pictures);
      failures.add(attempt, FailureKind.WORKER, FailureStage.RENDERING, fault.get());
      return;
    }
    attempt.verified(pictures);
    scheduler.apply(new SchedulerEvent.Verified(clock.getAsLong(), attempt.number()));
  }

  @Override
  public void rejected(JobAttempt attempt, ErrorKind kind, FailureStage stage, String cause) {
    if (attempts.counts(attempt)) {
      release(attempt);
      failures.add(attempt, FailureKind.of(kind), stage, cause);
    }
  }

  @Override
  public void cannotWrite(IOException cause) {
    job.cannotWrite(cause);
  }

  private Optional<String> doubt(
      JobAttempt attempt, List<OutputDirectory.ReceivedPicture> pictures) {
    return blanks.doubts(attempt.task(), attempt.worker().place(), pictures)
        ? Optional.of(BlankPictures.words(pictures))
        : channels.fault(attempt.task(), pictures);
  }

  /** The scheduler has decided that a result counts. */
  void accepted(Effect.Accept accept) {
    JobAttempt attempt = attempts.accept(accept.attempt());
    if (attempt == null) {
      throw new IllegalStateException("accepted a result that is not there");
    }
    if (attempt.task() instanceof JobTask.Look look) {
      attempts.inPlace(attempt);
      look.countFor(attempt.worker(), attempt.seconds());
      audit.looked(accept.task(), attempt);
    } else {
      audit.accepted(accept.task(), attempt, there -> place(accept.task(), attempt, there));
    }
  }

  private void place(int task, JobAttempt attempt, Runnable there) {
    commits.commit(
        attempt,
        () -> {
          there.run();
          attempts.inPlace(attempt);
          job.placed(task, attempt);
        });
  }

  private void release(JobAttempt attempt) {
    attempt.link().send(new Message.Release(attempts.wire(attempt.number())));
  }

  private static void discard(List<OutputDirectory.ReceivedPicture> pictures) {
    pictures.forEach(picture -> OutputDirectory.discard(picture.file()));
  }
}

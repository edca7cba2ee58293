package org.networkrender.core.job;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.networkrender.api.ErrorKind;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.task.JobAttempt;
import org.networkrender.core.task.JobAttempts;
import org.networkrender.core.wire.Message;

/**
 * Decides what becomes of the results of a job's attempts when they were fetched and checked one by
 * one: whether they still count, and fit to what else is there. Belongs to the farm's thread.
 */
final class JobResults implements JobIntake.Owner {
  /** Is told what was decided. */
  interface Owner {
    /** The scheduler is to be told of it. */
    void apply(SchedulerEvent event);

    /** An attempt has failed. */
    void failed(JobAttempt attempt, FailureKind kind, String cause);

    /** What counted as a failure of the worker at a place was none. */
    void absolved(String place);

    /** This machine cannot write. */
    void cannotWrite(IOException cause);
  }

  private final JobAttempts attempts;
  private final LongSupplier clock;
  private final Owner owner;
  private final BlankPictures blanks;
  private final PartChannels channels = new PartChannels();

  JobResults(JobAttempts attempts, LongSupplier clock, Owner owner) {
    this.attempts = attempts;
    this.clock = clock;
    this.owner = owner;
    this.blanks = new BlankPictures(owner::absolved);
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
      owner.failed(attempt, FailureKind.WORKER, fault.get());
      return;
    }
    attempt.verified(pictures);
    owner.apply(new SchedulerEvent.Verified(clock.getAsLong(), attempt.number()));
  }

  @Override
  public void rejected(JobAttempt attempt, ErrorKind kind, String cause) {
    if (attempts.counts(attempt)) {
      release(attempt);
      owner.failed(attempt, FailureKind.of(kind), cause);
    }
  }

  @Override
  public void cannotWrite(IOException cause) {
    owner.cannotWrite(cause);
  }

  private Optional<String> doubt(
      JobAttempt attempt, List<OutputDirectory.ReceivedPicture> pictures) {
    return blanks.doubts(attempt.task(), attempt.worker().place(), pictures)
        ? Optional.of(BlankPictures.words(pictures))
        : channels.fault(attempt.task(), pictures);
  }

  private void release(JobAttempt attempt) {
    attempt.link().send(new Message.Release(attempts.wire(attempt.number())));
  }

  private static void discard(List<OutputDirectory.ReceivedPicture> pictures) {
    pictures.forEach(picture -> OutputDirectory.discard(picture.file()));
  }
}

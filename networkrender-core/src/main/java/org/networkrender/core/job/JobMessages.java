package org.networkrender.core.job;

import java.util.Locale;
import org.networkrender.core.order.WorkerProgress;
import org.networkrender.core.pool.WorkerLink;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.task.JobAttempt;
import org.networkrender.core.task.JobAttempts;
import org.networkrender.core.task.JobRoster;
import org.networkrender.core.task.JobWorker;
import org.networkrender.core.wire.Message;

/**
 * Understands what workers say about a job: shows it, and tells the scheduler. What is said of
 * attempts that do not count any more is passed over. Belongs to the farm's thread.
 */
final class JobMessages {
  private final JobRoster roster;
  private final JobAttempts attempts;
  private final JobSlots scheduler;
  private final JobStory story;
  private final ResultPath results;
  private final FailedAttempts failures;

  JobMessages(
      JobRoster roster,
      JobAttempts attempts,
      JobSlots scheduler,
      JobStory story,
      ResultPath results,
      FailedAttempts failures) {
    this.roster = roster;
    this.attempts = attempts;
    this.scheduler = scheduler;
    this.story = story;
    this.results = results;
    this.failures = failures;
  }

  /**
   * A message of a worker that belongs to the job.
   *
   * @param now the time
   */
  void handle(WorkerLink link, JobWorker worker, Message message, long now) {
    if (message instanceof Message.Receiving receiving) {
      story.receiving(worker, receiving.bytes(), receiving.total(), now);
      worker.show(
          WorkerProgress.State.RECEIVING,
          String.format(
              Locale.ROOT, "%.0f of %.0f MB", receiving.bytes() / 1e6, receiving.total() / 1e6));
    } else if (message instanceof Message.JobReady) {
      roster.ready(worker);
      int slots = link.offer().slots();
      scheduler.apply(
          new SchedulerEvent.WorkerJoined(
              now, link.number(), link.place(), slots, worker.isLocal()));
    } else if (message instanceof Message.JobFailed failed) {
      roster.refused(worker, now, failed.message());
    } else if (message instanceof Message.Offer offer) {
      roster.offered(worker, offer);
      scheduler.apply(new SchedulerEvent.SlotsOffered(now, link.number(), offer.slots()));
    } else {
      attempt(link, worker, message, now);
    }
  }

  private void attempt(WorkerLink link, JobWorker worker, Message message, long now) {
    if (message instanceof Message.Started started) {
      attempts.on(link, started.attempt()).ifPresent(attempt -> started(worker, attempt, now));
    } else if (message instanceof Message.Progressed progressed) {
      attempts
          .on(link, progressed.attempt())
          .ifPresent(attempt -> progressed(worker, attempt, progressed.fraction(), now));
    } else if (message instanceof Message.Rendered rendered) {
      attempts
          .on(link, rendered.attempt())
          .ifPresentOrElse(
              attempt -> rendered(attempt, rendered),
              // It was cancelled just before; the worker waits for somebody to fetch it.
              () -> link.send(new Message.Release(rendered.attempt())));
    } else if (message instanceof Message.Failed failed) {
      attempts
          .on(link, failed.attempt())
          .ifPresent(
              attempt -> {
                story.printed(attempt.number(), failed.output());
                failures.add(attempt, failed.kind(), failed.stage(), failed.message());
              });
    } else if (message instanceof Message.Returned returned) {
      attempts.on(link, returned.attempt()).ifPresent(attempt -> returned(attempt, now));
    }
  }

  private void rendered(JobAttempt attempt, Message.Rendered message) {
    // Said twice it is fetched once: a second one would be written over the first.
    if (!attempt.isRendered()) {
      story.took(attempt.number(), message.seconds());
      results.announced(attempt, message);
    }
  }

  private void started(JobWorker worker, JobAttempt attempt, long now) {
    worker.started(attempt.number());
    scheduler.apply(new SchedulerEvent.Started(now, attempt.number()));
  }

  private void progressed(JobWorker worker, JobAttempt attempt, double fraction, long now) {
    worker.progressed(attempt.number(), fraction);
    scheduler.apply(new SchedulerEvent.Progressed(now, attempt.number(), fraction));
  }

  private void returned(JobAttempt attempt, long now) {
    attempts.remove(attempt.number());
    scheduler.apply(new SchedulerEvent.Returned(now, attempt.number()));
  }
}

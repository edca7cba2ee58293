package org.networkrender.core.client;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.networkrender.core.job.ActiveJob;
import org.networkrender.core.job.OpenJobs;
import org.networkrender.core.planning.InspectionAnswers;
import org.networkrender.core.pool.FarmLinks;
import org.networkrender.core.pool.JobNumbers;
import org.networkrender.core.pool.LinkOwner;
import org.networkrender.core.pool.TwinLinks;
import org.networkrender.core.pool.WorkerLink;
import org.networkrender.core.wire.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes what links tell on to the jobs, once it is known that no other link leads to the same
 * worker. Belongs to the farm's thread.
 */
final class HeardLinks implements LinkOwner, TwinLinks.Owner<WorkerLink> {
  private static final Logger log = LoggerFactory.getLogger(HeardLinks.class);

  private final FarmLinks links;
  private final OpenJobs<ActiveJob> jobs;
  private final HeadStart headStart;
  private final InspectionAnswers answers;
  private final TwinLinks<WorkerLink> twins;
  private int lastNumber;

  /**
   * Prepares.
   *
   * @param answers hears what is said to questions about scenes
   * @param clock counts nanoseconds
   */
  HeardLinks(
      FarmLinks links,
      OpenJobs<ActiveJob> jobs,
      HeadStart headStart,
      InspectionAnswers answers,
      LongSupplier clock) {
    this.links = links;
    this.jobs = jobs;
    this.headStart = headStart;
    this.answers = answers;
    this.twins = new TwinLinks<>(clock, links::all, this);
  }

  /** Time passes; to be called a few times a second. */
  void tick() {
    twins.tick();
  }

  @Override
  public void linked(WorkerLink link) {
    twins.linked(link);
  }

  @Override
  public void same(WorkerLink later, WorkerLink earlier) {
    later.duplicates(earlier);
    jobs.all().forEach(job -> links.introduce(job, later));
  }

  @Override
  public void other(WorkerLink link) {
    link.settled();
    for (Map.Entry<Integer, ActiveJob> job : jobs.entries()) {
      if (links.isLocal(link) || !headStart.holds(job.getKey())) {
        tell(job.getValue(), each -> each.linked(link, links.isLocal(link)));
      }
    }
  }

  @Override
  public void message(WorkerLink link, Message message) {
    answers.message(link, message);
    ActiveJob job = jobs.get(JobNumbers.of(message));
    if (job != null) {
      tell(job, each -> each.message(link, message));
      if (links.isLocal(link) && headStart.endsWith(message)) {
        links.introduceOthers(job);
      }
    } else if (message instanceof Message.Offer) {
      jobs.all().forEach(any -> tell(any, each -> each.message(link, message)));
    }
  }

  @Override
  public void unlinked(WorkerLink link, String reason) {
    answers.unlinked(link, reason);
    twins.unlinked(link);
    links.all().forEach(other -> other.insteadOf(link));
    for (ActiveJob job : jobs.all()) {
      tell(job, each -> each.unlinked(link, reason));
    }
  }

  /** A job that fails to understand what it is told ends with that, and no other does. */
  private static void tell(ActiveJob job, Consumer<ActiveJob> news) {
    try {
      news.accept(job);
    } catch (RuntimeException | Error e) {
      log.error("a defect while a job heard of a worker", e);
      job.defect(e);
    }
  }

  @Override
  public int nextNumber() {
    return ++lastNumber;
  }
}

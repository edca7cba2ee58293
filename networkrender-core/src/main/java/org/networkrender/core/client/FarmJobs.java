package org.networkrender.core.client;

import com.google.common.base.Ticker;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.networkrender.core.assets.SharedContents;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.job.ActiveJob;
import org.networkrender.core.job.OpenJobs;
import org.networkrender.core.job.OrderedJob;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.pool.FarmLinks;
import org.networkrender.core.pool.LocalWorker;
import org.networkrender.core.pool.WorkerLink;
import org.networkrender.core.queue.SharedSlots;
import org.networkrender.core.thread.ClosedFarm;
import org.networkrender.core.thread.FarmThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins the jobs of a farm, and lets go of what they used. State belongs to the farm's thread. */
final class FarmJobs implements JobStarts.Owner {
  private static final Logger log = LoggerFactory.getLogger(FarmJobs.class);

  private final FarmThread thread;
  private final Executor io;
  private final Ticker ticker;
  private final SharedContents shared;
  private final SharedSlots slots;
  private final OpenJobs<ActiveJob> jobs;
  private final HeadStart headStart;
  private final FarmStory story;
  private final FarmLinks links;
  private final LocalWorker localWorker;
  private final BooleanSupplier closed;
  private int lastNumber;

  /** Prepares; the rooms are those of the farm. */
  FarmJobs(
      FarmThread thread,
      Executor io,
      Ticker ticker,
      SharedContents shared,
      SharedSlots slots,
      OpenJobs<ActiveJob> jobs,
      HeadStart headStart,
      FarmStory story,
      FarmLinks links,
      LocalWorker localWorker,
      BooleanSupplier closed) {
    this.thread = thread;
    this.io = io;
    this.ticker = ticker;
    this.shared = shared;
    this.slots = slots;
    this.jobs = jobs;
    this.headStart = headStart;
    this.story = story;
    this.links = links;
    this.localWorker = localWorker;
    this.closed = closed;
  }

  /** Returns a number that no other job, or look into a scene, has. */
  int nextNumber() {
    return ++lastNumber;
  }

  /**
   * Asks something on the farm's thread.
   *
   * @throws RejectedExecutionException if the farm is closed
   */
  <T> T ask(Supplier<T> question) {
    return thread.call(
        () -> {
          if (jobs.isClosing()) {
            throw ClosedFarm.rejection();
          }
          return question.get();
        });
  }

  @Override
  public boolean isClosed() {
    return closed.getAsBoolean();
  }

  @Override
  public void ordered(OrderedJob job, JobOrder order) {
    thread.execute(() -> story.submitted(job.events(), order.scene().toString()));
  }

  @Override
  public void failed(OrderedJob job) {
    thread.execute(() -> story.ended(job.events()));
  }

  @Override
  public void leftOver() {
    localWorker.close();
  }

  @Override
  public void begin(OrderedJob job, JobPlan plan) {
    boolean begun = ask(() -> begun(job, plan));
    if (!begun) {
      plan.output().close();
      plan.release().run();
    }
  }

  private boolean begun(OrderedJob ordered, JobPlan plan) {
    int number = nextNumber();
    ActiveJob job =
        new ActiveJob(
            number,
            plan,
            thread,
            io,
            shared,
            ticker::read,
            ordered,
            slots,
            () -> ended(number, plan, ordered.events()));
    if (!ordered.begin(job)) {
      return false;
    }
    plan.contents().forEach(shared::share);
    jobs.add(number, job);
    try {
      job.start();
      introduce(number, job, plan);
    } catch (RuntimeException | Error e) {
      // It has begun with files: it ends as every job does, and tells why.
      log.error("a defect at the start of a job", e);
      job.defect(e);
    }
    return true;
  }

  private void introduce(int number, ActiveJob job, JobPlan plan) {
    Optional<WorkerLink> local = links.local();
    if (local.isPresent()) {
      headStart.offer(number, plan, ticker.read());
      links.introduce(job, local.get());
    }
    if (!headStart.holds(number)) {
      links.introduceOthers(job);
    }
  }

  private void ended(int number, JobPlan plan, JobEvents told) {
    story.ended(told);
    // Before the last job is gone, and with it the threads.
    io.execute(plan.release());
    jobs.remove(number);
    headStart.forget(number);
    plan.contents().forEach(shared::unshare);
  }
}

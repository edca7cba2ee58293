package org.networkrender.core.job;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import org.networkrender.core.assembly.FrameAssembly;
import org.networkrender.core.assembly.FrameJoins;
import org.networkrender.core.assets.SharedContents;
import org.networkrender.core.audit.JobAudit;
import org.networkrender.core.audit.SecondLooks;
import org.networkrender.core.events.JobCommands;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.events.WarningCode;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.pool.LinkNews;
import org.networkrender.core.pool.WorkerLink;
import org.networkrender.core.queue.SharedSlots;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.Scheduler;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.scheduler.SchedulerSettings;
import org.networkrender.core.task.JobAttempts;
import org.networkrender.core.task.JobPatience;
import org.networkrender.core.task.JobRoster;
import org.networkrender.core.task.JobTasks;
import org.networkrender.core.task.JobWork;
import org.networkrender.core.task.JobWorker;
import org.networkrender.core.thread.FarmThread;
import org.networkrender.core.thread.FileWork;
import org.networkrender.core.wire.Message;

/**
 * A job that runs: carries events to its scheduler and carries out what that decides. Everything
 * but the {@link JobCommands} happens on the farm's thread; files are fetched and written on
 * others.
 */
public final class ActiveJob implements JobCommands, OpenJobs.Job, LinkNews {
  private final JobPlan plan;
  private final FarmThread thread;
  private final Executor io;
  private final LongSupplier clock;
  private final JobEvents events;
  private final JobNews news;
  private final JobStory story;
  private final Runnable ended;
  private final Scheduler scheduler;
  private final JobSlots slots;
  private final JobTally tally;

  private final JobRoster roster;
  private final AwaitedWorkers awaited;
  private final FileWork files;
  private final FrameJoins joins;
  private final JobProducts products;
  private final WorkerCredit credit;
  private final ResultPath results;
  private final JobEffects effects;
  private final TailFrames tail;
  private final JobAttempts attempts;
  private final JobMessages messages;
  private final JobAudit audit;
  private final WaitNotices waits;
  private final ToldTotals totals;
  private final ToldEnd end;
  private boolean toldUncut;
  private boolean cancelled;
  private boolean finished;
  private @Nullable RenderException failure;

  public ActiveJob(
      int number,
      JobPlan plan,
      FarmThread thread,
      Executor io,
      SharedContents contents,
      LongSupplier clock,
      OrderedJob ordered,
      SharedSlots shared,
      Runnable ended) {
    this.events = ordered.events();
    this.news = ordered.news();
    this.plan = plan;
    this.thread = thread;
    this.io = io;
    this.clock = clock;
    this.ended = ended;
    long startNanos = clock.getAsLong();
    Duration patience = plan.order().rules().othersWithin();
    this.roster =
        new JobRoster(number, plan, startNanos, new JobPatience(patience), this::makesParts, news);
    this.attempts = new JobAttempts(number);
    JobTasks tasks = new JobTasks(plan);
    JobWork work = new JobWork(number, tasks, attempts, roster);
    this.story = new JobStory(events, work);
    int priority = plan.order().priority();
    this.slots = new JobSlots(number, priority, shared, story, events, clock, this::finishIfDone);
    this.awaited = new AwaitedWorkers(roster, slots::apply);
    this.tail = new TailFrames(plan, tasks, () -> !roster.hasUnlike());
    SchedulerSettings settings = SchedulerSettings.defaults().withOthersWithin(patience);
    this.scheduler = new Scheduler(settings, tasks.graph(), tail.rules());
    this.tally = new JobTally(plan, startNanos);
    this.files = new FileWork(thread, io, this::cannotWrite, this::defect, this::finishIfDone);
    int processors = Runtime.getRuntime().availableProcessors();
    this.credit = new WorkerCredit();
    JoinedFrames joined = new JoinedFrames(tasks, credit, news, slots, clock, this::finishedFrame);
    this.joins =
        new FrameJoins(
            plan.frameOutput(), plan.assemblies(), files, io, contents, joined, processors);
    this.products = new JobProducts(plan, tasks, files, contents, tally, news, clock, slots::apply);
    this.waits = new WaitNotices(task -> tasks.get(task).label(), news::tellWait);
    SecondLooks looks = new SecondLooks(plan, files, thread, clock, slots::apply);
    this.audit = new JobAudit(tasks, looks, roster, text -> news.warn(WarningCode.AUDIT, text));
    this.totals = new ToldTotals(events, story, tally, attempts, tail, joins);
    this.end = new ToldEnd(ordered, tally, roster, audit);
    FailedAttempts failures = new FailedAttempts(attempts, news, slots, clock);
    JobCommits commits = new JobCommits(plan, files, joins, products, credit, this::finishedFrame);
    TileOrder tileOrder = new TileOrder(plan.split().tasks());
    ResultFollowUps followUps =
        new ResultFollowUps(
            roster, story, credit, tally, totals, tileOrder, slots, clock, this::cannotWrite);
    this.results =
        new ResultPath(
            plan, attempts, thread, io, clock, slots, failures, audit, commits, followUps);
    this.messages = new JobMessages(roster, attempts, slots, story, results, failures);
    GivenUpTasks givenUp = new GivenUpTasks(tally, news, this::drop);
    this.effects =
        new JobEffects(work, thread, results, audit, tail, joins, products, givenUp, news);
  }

  /** Parts of a frame fit together only where builds do: others are not let in then. */
  private boolean makesParts() {
    return tail.hasCut() || !plan.assemblies().isEmpty();
  }

  /** Begins with what earlier runs left. */
  public void start() {
    slots.begin(scheduler, this::carryOut);
    events.publish(stamp -> new JobEvent.Planned(stamp, ToldPlan.of(plan)));
    joins.start();
    products.start();
    // What is complete already is joined at once.
    thread.execute(() -> slots.apply(new SchedulerEvent.TimePassed(clock.getAsLong())));
  }

  @Override
  public void cancel() {
    thread.execute(this::cancelNow);
  }

  @Override
  public void cancelNow() {
    if (!finished) {
      cancelled = true;
      // First of all, so that no worker starts a queued task when its running one is stopped.
      roster.closeJob();
      files.interrupt();
      slots.apply(new SchedulerEvent.Cancelled(clock.getAsLong()));
    }
  }

  /** Ends the job because this machine cannot go on. */
  void abort(RenderException cause) {
    if (!finished && failure == null) {
      failure = cause;
      cancelNow();
    }
  }

  private void cannotWrite(IOException cause) {
    abort(plan.output().cannotWrite(cause));
  }

  /** Ends the job because of an exception that nobody expected. */
  public void defect(Throwable cause) {
    abort(Defect.of(cause));
  }

  @Override
  public void asking(WorkerLink link) {
    roster.asking(link);
  }

  @Override
  public void linked(WorkerLink link, boolean local) {
    totals.changed();
    roster.linked(link, local);
    awaited.look(clock.getAsLong());
    if (!toldUncut && tail.isPossible() && roster.hasUnlike()) {
      toldUncut = true;
      news.inform("the last frames are not cut into tiles while builds of the renderer differ");
    }
  }

  @Override
  public void twin(WorkerLink link) {
    roster.twin(link);
  }

  @Override
  public void unreachable(WorkerLink link, String reason) {
    totals.changed();
    roster.unreachable(link, reason);
  }

  /** A link ended, or could not be made. */
  public void unlinked(WorkerLink link, String reason) {
    totals.changed();
    JobWorker worker = roster.unlinked(link, reason);
    if (worker == null) {
      return;
    }
    attempts.lose(link);
    slots.apply(new SchedulerEvent.WorkerLeft(clock.getAsLong(), link.number(), reason));
    if (!finished) {
      news.warn(WarningCode.WORKER, worker.name() + " left: " + reason);
    }
  }

  /** A message about this job, or about one of its attempts. */
  public void message(WorkerLink link, Message message) {
    JobWorker worker = roster.byLink(link.number());
    if (worker != null && !finished) {
      totals.changed();
      messages.handle(link, worker, message, clock.getAsLong());
    }
  }

  /** What another job leaves to this one may lead to this, too. */
  private void carryOut(Effect effect) {
    totals.changed();
    story.outOf(effect, clock.getAsLong());
    effects.carryOut(effect);
    if (effect instanceof Effect.Done) {
      thread.execute(this::finishIfDone);
    }
  }

  @Override
  public void pause() {
    thread.execute(() -> slots.pause(true));
  }

  @Override
  public void resume() {
    thread.execute(() -> slots.pause(false));
  }

  @Override
  public void priority(int priority) {
    thread.execute(() -> slots.priority(priority));
  }

  private void drop(FrameAssembly assembly) {
    joins.drop(assembly);
    credit.forget(assembly);
  }

  private void finishedFrame(DoneFrame done) {
    totals.changed();
    tally.rendered(done.frame());
    tail.finished(done.frame());
    story.finished(done);
  }

  /** Time passes; to be called a few times a second. */
  public void tick(long previous) {
    if (finished) {
      return;
    }
    long now = clock.getAsLong();
    for (JobWorker worker : roster.connected()) {
      WorkerLink link = worker.link();
      if (link != null && link.lastHeard() >= previous) {
        slots.apply(new SchedulerEvent.Heard(now, link.number()));
      }
    }
    roster.reopen(now);
    awaited.look(now);
    audit.lookWherePossible();
    slots.apply(new SchedulerEvent.TimePassed(now));
    roster.watch(now).ifPresent(this::abort);
    if (roster.connected().stream().anyMatch(JobWorker::isUsable)) {
      waits.watch(scheduler.awaited(), now);
    }
    joins.tick(now);
    results.tick(now);
    if (!finished) {
      totals.tellChanges(now);
    }
  }

  private void finishIfDone() {
    if (!slots.isDone() || files.isUnderWay() || finished) {
      return;
    }
    finished = true;
    joins.end();
    products.end();
    attempts.end();
    roster.closeJob();
    long now = clock.getAsLong();
    totals.tell(now);
    end.publish(now, cancelled, failure);
    io.execute(
        () -> {
          products.tidy();
          plan.output().close();
          end.complete(failure);
        });
    ended.run();
  }

  @Override
  public void abandon() {
    end.publish(clock.getAsLong(), cancelled, failure);
    io.execute(() -> end.abandon(failure));
  }
}

package org.networkrender.core.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
import org.networkrender.core.events.JobEnding;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.events.JobFault;
import org.networkrender.core.events.JobTotals;
import org.networkrender.core.events.WarningCode;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.pool.LinkNews;
import org.networkrender.core.pool.LocalWorker;
import org.networkrender.core.pool.WorkerLink;
import org.networkrender.core.queue.SharedSlots;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.FailureStage;
import org.networkrender.core.scheduler.FailureWords;
import org.networkrender.core.scheduler.Scheduler;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.scheduler.SchedulerSettings;
import org.networkrender.core.task.JobAttempt;
import org.networkrender.core.task.JobAttempts;
import org.networkrender.core.task.JobPatience;
import org.networkrender.core.task.JobRoster;
import org.networkrender.core.task.JobTask;
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
  private final JobSlots slots;
  private final JobPlan plan;
  private final FarmThread thread;
  private final Executor io;
  private final LongSupplier clock;
  private final OrderedJob ordered;
  private final JobEvents events;
  private final JobNews news;
  private final JobStory story;
  private final Runnable ended;
  private final Scheduler scheduler;
  private final JobTally tally;

  private final JobRoster roster;
  private final AwaitedWorkers awaited;
  private final FileWork files;
  private final FrameJoins joins;
  private final JobProducts products;
  private final WorkerCredit credit;
  private final ResultPath results;
  private final JobEffects effects;
  private final JobTasks tasks;
  private final TailFrames tail;
  private final TileOrder tileOrder;
  private final JobAttempts attempts;
  private final JobMessages messages;
  private final JobAudit audit;
  private final WaitNotices waits;
  private boolean toldUncut;
  private boolean cancelled;
  private boolean finished;
  private boolean changed = true;
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
    this.ordered = ordered;
    this.events = ordered.events();
    this.news = ordered.news();
    this.slots = new JobSlots(number, plan.order().priority(), shared, events, clock);
    this.plan = plan;
    this.thread = thread;
    this.io = io;
    this.clock = clock;
    this.ended = ended;
    long startNanos = clock.getAsLong();
    Duration patience = plan.order().rules().othersWithin();
    this.roster =
        new JobRoster(number, plan, startNanos, new JobPatience(patience), this::makesParts, news);
    this.awaited = new AwaitedWorkers(roster, this::apply);
    this.attempts = new JobAttempts(number);
    Followed followed = new Followed();
    this.messages = new JobMessages(roster, attempts, followed);
    this.tasks = new JobTasks(plan);
    this.tail = new TailFrames(plan, tasks, () -> !roster.hasUnlike());
    this.tileOrder = new TileOrder(plan.split().tasks());
    SchedulerSettings settings = SchedulerSettings.defaults().withOthersWithin(patience);
    this.scheduler = new Scheduler(settings, tasks.graph(), tail.rules());
    this.tally = new JobTally(plan, startNanos);
    this.files =
        new FileWork(
            thread,
            io,
            cause -> abort(plan.output().cannotWrite(cause)),
            this::defect,
            this::finishIfDone);
    int processors = Runtime.getRuntime().availableProcessors();
    this.credit = new WorkerCredit(plan.order().still());
    this.joins =
        new FrameJoins(
            plan.frameOutput(), plan.assemblies(), files, io, contents, new Joined(), processors);
    this.products = new JobProducts(plan, tasks, files, contents, tally, news, clock, this::apply);
    this.waits = new WaitNotices(task -> tasks.get(task).label(), news::tellWait);
    SecondLooks looks = new SecondLooks(plan, files, thread, clock, this::apply);
    this.audit = new JobAudit(tasks, looks, roster, text -> news.warn(WarningCode.AUDIT, text));
    JobCommits commits = new JobCommits(plan, files, joins, products, credit, this::finishedFrame);
    this.results = new ResultPath(plan, attempts, thread, io, clock, audit, commits, followed);
    GivenUpTasks givenUp = new GivenUpTasks(tally, news, this::drop);
    JobWork work = new JobWork(number, tasks, attempts, roster);
    this.story = new JobStory(events, work);
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
    thread.execute(() -> apply(new SchedulerEvent.TimePassed(clock.getAsLong())));
  }

  /** What follows from joined frames. */
  private final class Joined implements FrameJoins.Owner {
    @Override
    public void joined(FrameAssembly assembly) {
      // The own machine first: elsewhere the joined picture would have to travel.
      apply(
          new SchedulerEvent.Completed(
              clock.getAsLong(), tasks.joinOf(assembly), LocalWorker.PLACE));
    }

    @Override
    public void previewed(int frame, Path file) {
      news.previewed(frame, file);
    }

    @Override
    public void complete(FrameAssembly assembly, List<Path> pictures) {
      finishedFrame(credit.complete(assembly, pictures));
      joins.finished(assembly);
      apply(new SchedulerEvent.Completed(clock.getAsLong(), tasks.joinOf(assembly)));
    }
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
      apply(new SchedulerEvent.Cancelled(clock.getAsLong()));
    }
  }

  /** Ends the job because this machine cannot go on. */
  void abort(RenderException cause) {
    if (!finished && failure == null) {
      failure = cause;
      cancelNow();
    }
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
    changed = true;
    roster.linked(link, local);
    awaited.look(clock.getAsLong());
    if (!toldUncut && tail.isPossible() && roster.hasUnlike()) {
      toldUncut = true;
      news.inform("the last frames are not cut into tiles while builds of the renderer differ");
    }
  }

  @Override
  public void unreachable(WorkerLink link, String reason) {
    changed = true;
    roster.unreachable(link, reason);
  }

  /** A link ended, or could not be made. */
  public void unlinked(WorkerLink link, String reason) {
    changed = true;
    JobWorker worker = roster.unlinked(link, reason);
    if (worker == null) {
      return;
    }
    attempts.lose(link);
    apply(new SchedulerEvent.WorkerLeft(clock.getAsLong(), link.number(), reason));
    if (!finished) {
      news.warn(WarningCode.WORKER, worker.name() + " left: " + reason);
    }
  }

  /** A message about this job, or about one of its attempts. */
  public void message(WorkerLink link, Message message) {
    JobWorker worker = roster.byLink(link.number());
    if (worker == null || finished) {
      return;
    }
    changed = true;
    if (message instanceof Message.Receiving receiving) {
      story.receiving(worker, receiving.bytes(), receiving.total(), clock.getAsLong());
    }
    messages.handle(link, worker, message, clock.getAsLong());
  }

  /** What follows from messages and from results. */
  private final class Followed implements JobMessages.Owner, ResultPath.Job {
    @Override
    public void apply(SchedulerEvent event) {
      ActiveJob.this.apply(event);
    }

    @Override
    public void rendered(JobAttempt attempt, Message.Rendered message) {
      story.took(attempt.number(), message.seconds());
      results.announced(attempt, message);
    }

    @Override
    public void printed(JobAttempt attempt, List<String> lines) {
      story.printed(attempt.number(), lines);
    }

    @Override
    public void failed(JobAttempt attempt, FailureKind kind, FailureStage stage, String cause) {
      ActiveJob.this.failed(attempt, kind, stage, cause);
    }

    @Override
    public void absolved(String place) {
      JobWorker worker = roster.absolved(place);
      if (worker != null) {
        story.absolved(worker);
      }
    }

    @Override
    public void cannotWrite(IOException cause) {
      abort(plan.output().cannotWrite(cause));
    }

    @Override
    public void placed(int task, JobAttempt attempt) {
      changed = true;
      credit.done(attempt);
      if (attempt.task() instanceof JobTask.Part part && !part.assembly().isTail()) {
        tally.stills().done(part);
        reorder(part, attempt);
      }
      ActiveJob.this.apply(new SchedulerEvent.Placed(clock.getAsLong(), task));
    }
  }

  private void failed(JobAttempt attempt, FailureKind kind, FailureStage stage, String cause) {
    attempts.remove(attempt.number());
    attempt.worker().ended(attempt.number());
    attempt.worker().failed();
    news.warn(
        WarningCode.TASK,
        attempt.task().label() + " failed on " + attempt.worker().name() + ": " + cause);
    String words = FailureWords.of(cause, attempt.worker().name(), attempt.worker().place());
    apply(
        new SchedulerEvent.Failed(clock.getAsLong(), attempt.number(), kind, stage, cause, words));
  }

  private void apply(SchedulerEvent event) {
    if (slots.isDone()) {
      return;
    }
    story.into(event, clock.getAsLong());
    slots.apply(event);
    finishIfDone();
  }

  /** What another job leaves to this one may lead to this, too. */
  private void carryOut(Effect effect) {
    changed = true;
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

  private void reorder(JobTask.Part part, JobAttempt attempt) {
    List<Integer> order =
        tileOrder.finished(part.task(), attempt.seconds(), attempt.worker().isWarm());
    if (!order.isEmpty()) {
      apply(new SchedulerEvent.Reordered(clock.getAsLong(), order));
    }
  }

  private void finishedFrame(DoneFrame done) {
    changed = true;
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
        apply(new SchedulerEvent.Heard(now, link.number()));
      }
    }
    roster.reopen(now);
    awaited.look(now);
    audit.lookWherePossible();
    apply(new SchedulerEvent.TimePassed(now));
    roster.watch(now).ifPresent(this::abort);
    if (roster.connected().stream().anyMatch(JobWorker::isUsable)) {
      waits.watch(scheduler.awaited(), now);
    }
    joins.tick(now);
    results.tick(now);
    if (changed && !finished) {
      changed = false;
      tellTotals(now);
    }
  }

  private void tellTotals(long now) {
    story.workers(now);
    JobTotals totals =
        tally.totals(
            now, attempts.fractions(), attempts.work(tail.assemblies()), joins.isJoining());
    events.publish(stamp -> new JobEvent.JobProgress(stamp, totals));
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
    tellTotals(now);
    tellEnd(now);
    io.execute(
        () -> {
          products.tidy();
          plan.output().close();
          ordered.end().complete(report(), failure);
        });
    ended.run();
  }

  private void tellEnd(long now) {
    JobEnding ending = tally.ending(now, cancelled, roster.all(), audit.report());
    JobEnding told =
        failure == null
            ? ending
            : ending.failed(JobFault.of(failure.kind()), failure.getMessage(), failure.advice());
    events.publish(stamp -> new JobEvent.Ended(stamp, told));
  }

  private JobReport report() {
    return JobReport.of(events.snapshot());
  }

  @Override
  public void abandon() {
    tellEnd(clock.getAsLong());
    // Not on this thread: what a program does with the result may take as long as it likes.
    io.execute(() -> ordered.end().abandon(report(), failure));
  }
}

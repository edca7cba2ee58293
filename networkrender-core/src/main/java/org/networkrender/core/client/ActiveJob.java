package org.networkrender.core.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import org.networkrender.core.assets.SharedContents;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.Scheduler;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.scheduler.SchedulerSettings;
import org.networkrender.core.wire.Message;

/**
 * A job that runs: carries events to its scheduler and carries out what that decides. Everything
 * but the {@link RenderJob} methods happens on the farm's thread; files are fetched and written on
 * others.
 */
final class ActiveJob implements RenderJob, OpenJobs.Job {
  private final int number;
  private final JobPlan plan;
  private final FarmThread thread;
  private final Executor io;
  private final LongSupplier clock;
  private final JobListenerCalls listener;
  private final Runnable ended;
  private final Scheduler scheduler;
  private final JobTally tally;
  private final JobEnd end = new JobEnd();

  private final JobRoster roster;
  private final FileWork files;
  private final FrameJoins joins;
  private final JobIntake intake;
  private final WorkerCredit credit;
  private final JobCommits commits;
  private final JobTasks tasks;
  private final TailFrames tail;
  private final TileOrder tileOrder;
  private final JobAttempts attempts;
  private final JobMessages messages;
  private final JobAudit audit;
  private final WaitNotices waits;
  private boolean toldUncut;
  private boolean schedulerDone;
  private boolean cancelled;
  private boolean finished;
  private boolean changed = true;
  private @Nullable RenderException failure;

  ActiveJob(
      int number,
      JobPlan plan,
      FarmThread thread,
      Executor io,
      SharedContents shared,
      LongSupplier clock,
      JobListenerCalls listener,
      Runnable ended) {
    this.number = number;
    this.plan = plan;
    this.thread = thread;
    this.io = io;
    this.clock = clock;
    this.listener = listener;
    this.ended = ended;
    long startNanos = clock.getAsLong();
    Duration patience = plan.order().rules().othersWithin();
    this.roster =
        new JobRoster(
            number, plan, startNanos, new JobPatience(patience), this::makesParts, this::warn);
    this.attempts = new JobAttempts(number);
    this.messages = new JobMessages(roster, attempts, new Said());
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
    this.intake =
        new JobIntake(plan, thread, io, clock, new JobResults(attempts, clock, new Said()));
    this.credit = new WorkerCredit(plan.order().still());
    this.joins = new FrameJoins(plan, files, io, shared, new Joined(), processors);
    this.commits = new JobCommits(plan, files, joins, credit, this::finishedFrame);
    this.waits = new WaitNotices(task -> tasks.get(task).label(), this::inform);
    SecondLooks looks = new SecondLooks(plan, files, thread, clock, this::apply);
    this.audit = new JobAudit(tasks, looks, roster, this::warn);
  }

  /** Parts of a frame fit together only where builds do: others are not let in then. */
  private boolean makesParts() {
    return tail.hasCut() || !plan.assemblies().isEmpty();
  }

  /** Begins with what earlier runs left. */
  void start() {
    plan.tellKept(listener);
    joins.start();
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
    public void complete(FrameAssembly assembly, List<Path> pictures) {
      finishedFrame(credit.complete(assembly, pictures));
      joins.finished(assembly);
      apply(new SchedulerEvent.Completed(clock.getAsLong(), tasks.joinOf(assembly)));
    }
  }

  @Override
  public JobReport await() throws RenderException, InterruptedException {
    listener.refuseToWait();
    return end.await();
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
  void defect(Throwable cause) {
    abort(Defect.of(cause));
  }

  /** A worker was heard of, and nobody knows yet whether it can be reached. */
  void asking(WorkerLink link) {
    roster.asking(link);
  }

  /** A worker can be talked to. */
  void linked(WorkerLink link, boolean local) {
    changed = true;
    roster.linked(link, local);
    if (!toldUncut && tail.isPossible() && roster.hasUnlike()) {
      toldUncut = true;
      inform("the last frames are not cut into tiles while builds of the renderer differ");
    }
  }

  /** A worker was heard of, but it cannot be reached or does not let this client in. */
  void unreachable(WorkerLink link, String reason) {
    changed = true;
    roster.unreachable(link, reason);
  }

  /** A link ended, or could not be made. */
  void unlinked(WorkerLink link, String reason) {
    changed = true;
    JobWorker worker = roster.unlinked(link, reason);
    if (worker == null) {
      return;
    }
    attempts.lose(link);
    apply(new SchedulerEvent.WorkerLeft(clock.getAsLong(), link.number(), reason));
    if (!finished) {
      warn(worker.name() + " left: " + reason);
    }
  }

  /** A message about this job, or about one of its attempts. */
  void message(WorkerLink link, Message message) {
    JobWorker worker = roster.byLink(link.number());
    if (worker == null || finished) {
      return;
    }
    changed = true;
    messages.handle(link, worker, message, clock.getAsLong());
  }

  /** What follows from messages and from results. */
  private final class Said implements JobMessages.Owner, JobResults.Owner {
    @Override
    public void apply(SchedulerEvent event) {
      ActiveJob.this.apply(event);
    }

    @Override
    public void rendered(JobAttempt attempt, Message.Rendered message) {
      attempt.worker().ended(attempt.number());
      if (!attempt.isExpected(message, plan)) {
        attempt.link().send(new Message.Release(message.attempt()));
        failed(
            attempt, FailureKind.WORKER, "the worker offered other pictures than were asked for");
        return;
      }
      ActiveJob.this.apply(new SchedulerEvent.Rendered(clock.getAsLong(), attempt.number()));
      intake.start(attempt, message);
    }

    @Override
    public void failed(JobAttempt attempt, FailureKind kind, String cause) {
      ActiveJob.this.failed(attempt, kind, cause);
    }

    @Override
    public void absolved(String place) {
      roster.absolved(place);
    }

    @Override
    public void cannotWrite(IOException cause) {
      abort(plan.output().cannotWrite(cause));
    }
  }

  private void failed(JobAttempt attempt, FailureKind kind, String cause) {
    attempts.remove(attempt.number());
    attempt.worker().ended(attempt.number());
    attempt.worker().failed();
    warn(attempt.task().label() + " failed on " + attempt.worker().name() + ": " + cause);
    apply(new SchedulerEvent.Failed(clock.getAsLong(), attempt.number(), kind, cause));
  }

  private void apply(SchedulerEvent event) {
    if (schedulerDone) {
      return;
    }
    for (Effect effect : scheduler.handle(event)) {
      carryOut(effect);
    }
    finishIfDone();
  }

  private void carryOut(Effect effect) {
    changed = true;
    if (effect instanceof Effect.Assign assign) {
      assign(assign);
    } else if (effect instanceof Effect.Revoke revoke) {
      attempts.tell(revoke.attempt(), Message.Revoke::new);
    } else if (effect instanceof Effect.Cancel cancel) {
      attempts.tell(cancel.attempt(), Message.Cancel::new);
      attempts.forget(cancel.attempt());
    } else if (effect instanceof Effect.Accept accept) {
      accept(accept);
    } else if (effect instanceof Effect.Begin begin) {
      begin(tasks.get(begin.task()));
    } else if (effect instanceof Effect.GiveUp giveUp) {
      givenUp(tasks.get(giveUp.task()), WorkerNames.inPlaceOf(giveUp.cause(), roster.all()));
      audit.givenUp(giveUp.task());
    } else if (effect instanceof Effect.Cut cut) {
      tail.cut(cut, joins::noteCut).ifPresent(this::inform);
    } else if (effect instanceof Effect.Obsolete obsolete) {
      FrameAssembly assembly = TailFrames.of(tasks.get(obsolete.task()));
      if (assembly != null) {
        drop(assembly);
      }
    } else if (effect instanceof Effect.Drop drop) {
      // Not at once: the present event is still being carried out.
      thread.execute(() -> roster.drop(drop.worker(), drop.reason()));
    } else if (effect instanceof Effect.Rest rest) {
      roster.rests(rest.machine(), rest.until(), rest.reason());
    } else if (effect instanceof Effect.Done) {
      schedulerDone = true;
    }
  }

  /** Not at once: the present event is still being carried out. */
  private void begin(JobTask task) {
    if (task instanceof JobTask.Join join) {
      thread.execute(
          () -> {
            if (!schedulerDone) {
              joins.join(join.assembly());
            }
          });
    }
  }

  private void assign(Effect.Assign assign) {
    JobWorker worker = roster.byLink(assign.worker());
    WorkerLink link = worker == null ? null : worker.link();
    if (worker == null || link == null) {
      throw new IllegalStateException("task for a worker that is not there");
    }
    JobTask task = tasks.get(assign.task());
    attempts.add(new JobAttempt(assign.attempt(), task, worker, link));
    if (audit.isPointless(assign.task(), worker)) {
      thread.execute(() -> audit.givenUp(assign.task()));
    }
    link.send(task.assign(number, attempts.wire(assign.attempt())));
  }

  private void givenUp(JobTask task, String cause) {
    if (task instanceof JobTask.Look || task instanceof JobTask.Join) {
      return;
    }
    if (task instanceof JobTask.Finish finish && finish.assembly().isLost()) {
      // What was told of the part that failed says it all.
      return;
    }
    FrameAssembly cut = TailFrames.of(task);
    if (cut != null) {
      warn(task.label() + " is given up, and the whole frame goes on: " + cause);
      drop(cut);
      return;
    }
    String words = task instanceof JobTask.Whole ? cause : task.label() + ": " + cause;
    tally.givenUp(task.frames(), words);
    warn(task.label() + " is given up: " + cause);
    if (task instanceof JobTask.Part part) {
      part.assembly().lose();
    }
  }

  private void drop(FrameAssembly assembly) {
    joins.drop(assembly);
    credit.forget(assembly);
  }

  private void accept(Effect.Accept accept) {
    JobAttempt attempt = attempts.accept(accept.attempt());
    if (attempt == null) {
      throw new IllegalStateException("accepted a result that is not there");
    }
    if (attempt.task() instanceof JobTask.Look look) {
      attempts.inPlace(attempt);
      look.countFor(attempt.worker(), attempt.seconds());
      audit.looked(accept.task(), attempt);
    } else {
      audit.accepted(accept.task(), attempt, there -> commit(accept.task(), attempt, there));
    }
  }

  private void commit(int task, JobAttempt attempt, Runnable there) {
    commits.commit(
        attempt,
        () -> {
          there.run();
          attempts.inPlace(attempt);
          changed = true;
          credit.done(attempt);
          if (attempt.task() instanceof JobTask.Part part && !part.assembly().isTail()) {
            tally.stills().done(part);
            reorder(part, attempt);
          }
          apply(new SchedulerEvent.Placed(clock.getAsLong(), task));
        });
  }

  private void reorder(JobTask.Part part, JobAttempt attempt) {
    List<Integer> order =
        tileOrder.finished(part.task(), attempt.seconds(), attempt.worker().isWarm());
    if (!order.isEmpty()) {
      apply(new SchedulerEvent.Reordered(clock.getAsLong(), order));
    }
  }

  private void finishedFrame(FinishedFrame frame) {
    changed = true;
    tally.rendered(frame.frame());
    tail.finished(frame.frame());
    listener.finished(frame);
  }

  /** Time passes; to be called a few times a second. */
  void tick(long previous) {
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
    audit.lookWherePossible();
    apply(new SchedulerEvent.TimePassed(now));
    roster.watch(now).ifPresent(this::abort);
    if (roster.connected().stream().anyMatch(JobWorker::isUsable)) {
      waits.watch(scheduler.awaited(), now);
    }
    joins.tick(now);
    intake.tick(now);
    if (changed && !finished) {
      changed = false;
      listener.progress(progress(now));
    }
  }

  private JobProgress progress(long now) {
    return tally.progress(now, attempts.work(tail.assemblies()), joins.isJoining(), shown(now));
  }

  private List<WorkerProgress> shown(long now) {
    return roster.shown(now, attempts::label);
  }

  private void finishIfDone() {
    if (!schedulerDone || files.isUnderWay() || finished) {
      return;
    }
    finished = true;
    joins.end();
    attempts.end();
    roster.closeJob();
    long now = clock.getAsLong();
    listener.progress(progress(now));
    JobReport report = report(now);
    io.execute(
        () -> {
          plan.output().close();
          listener.end();
          end.complete(report, failure);
        });
    ended.run();
  }

  private JobReport report(long now) {
    return tally.report(now, cancelled, roster.all(), shown(now), audit.report());
  }

  @Override
  public void abandon() {
    end.complete(report(clock.getAsLong()), failure);
  }

  private void inform(String text) {
    listener.notice(new Notice(Notice.Level.INFO, text));
  }

  private void warn(String text) {
    listener.notice(new Notice(Notice.Level.WARNING, text));
  }
}

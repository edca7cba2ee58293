package org.networkrender.core.job;

import org.networkrender.core.assembly.FrameAssembly;
import org.networkrender.core.assembly.FrameJoins;
import org.networkrender.core.audit.JobAudit;
import org.networkrender.core.pool.WorkerLink;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.task.GatherTask;
import org.networkrender.core.task.JobAttempt;
import org.networkrender.core.task.JobTask;
import org.networkrender.core.task.JobWork;
import org.networkrender.core.task.JobWorker;
import org.networkrender.core.task.RosterNames;
import org.networkrender.core.thread.FarmThread;
import org.networkrender.core.wire.Message;

/** Carries out what a job's scheduler decides. Belongs to the farm's thread. */
final class JobEffects {
  private final JobWork work;
  private final FarmThread thread;
  private final ResultPath results;
  private final JobAudit audit;
  private final TailFrames tail;
  private final FrameJoins joins;
  private final JobProducts products;
  private final GivenUpTasks givenUp;
  private final JobNews news;
  private boolean done;

  /** Prepares; the rooms are those of the job. */
  JobEffects(
      JobWork work,
      FarmThread thread,
      ResultPath results,
      JobAudit audit,
      TailFrames tail,
      FrameJoins joins,
      JobProducts products,
      GivenUpTasks givenUp,
      JobNews news) {
    this.work = work;
    this.thread = thread;
    this.results = results;
    this.audit = audit;
    this.tail = tail;
    this.joins = joins;
    this.products = products;
    this.givenUp = givenUp;
    this.news = news;
  }

  /** Carries out one effect. After {@link Effect.Done} nothing more is begun. */
  void carryOut(Effect effect) {
    if (effect instanceof Effect.Assign assign) {
      assign(assign);
    } else if (effect instanceof Effect.Revoke revoke) {
      work.attempts().tell(revoke.attempt(), Message.Revoke::new);
    } else if (effect instanceof Effect.Cancel cancel) {
      work.attempts().tell(cancel.attempt(), Message.Cancel::new);
      work.attempts().forget(cancel.attempt());
    } else if (effect instanceof Effect.Accept accept) {
      results.accepted(accept);
    } else if (effect instanceof Effect.Begin begin) {
      begin(work.tasks().get(begin.task()));
    } else if (effect instanceof Effect.GiveUp giveUp) {
      String cause = RosterNames.inPlaceOf(giveUp.cause(), work.roster().all());
      givenUp.add(work.tasks().get(giveUp.task()), cause);
      audit.givenUp(giveUp.task());
    } else if (effect instanceof Effect.Cut cut) {
      tail.cut(cut, joins::noteCut).ifPresent(news::inform);
    } else if (effect instanceof Effect.Obsolete obsolete) {
      FrameAssembly assembly = work.tasks().get(obsolete.task()).tail();
      if (assembly != null) {
        givenUp.drop(assembly);
      }
    } else if (effect instanceof Effect.Drop drop) {
      // Not at once: the present event is still being carried out.
      thread.execute(() -> work.roster().drop(drop.worker(), drop.reason()));
    } else if (effect instanceof Effect.Rest rest) {
      work.roster().rests(rest.machine(), rest.until(), rest.reason());
    } else if (effect instanceof Effect.Done) {
      done = true;
    }
  }

  /** Not at once: the present event is still being carried out. */
  private void begin(JobTask task) {
    thread.execute(
        () -> {
          if (!done && task instanceof JobTask.Join join) {
            joins.join(join.assembly());
          } else if (!done && task instanceof GatherTask gather) {
            // A movie of a wrong picture would stay when that is replaced.
            audit.whenSettled(() -> gather(gather));
          }
        });
  }

  private void gather(GatherTask gather) {
    if (!done) {
      products.gather(gather.movie());
    }
  }

  private void assign(Effect.Assign assign) {
    JobWorker worker = work.roster().byLink(assign.worker());
    WorkerLink link = worker == null ? null : worker.link();
    if (worker == null || link == null) {
      throw new IllegalStateException("task for a worker that is not there");
    }
    JobTask task = work.tasks().get(assign.task());
    work.attempts().add(new JobAttempt(assign.attempt(), task, worker, link));
    if (audit.isPointless(assign.task(), worker)) {
      thread.execute(() -> audit.givenUp(assign.task()));
    }
    Message.Assign message = task.assign(work.number(), work.attempts().wire(assign.attempt()));
    link.send(products.withBaked(task, message));
  }
}

package org.networkrender.core.client;

import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.networkrender.api.RenderException;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.job.Defect;
import org.networkrender.core.job.OrderedJob;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.Notice;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.providers.ProviderFaultException;
import org.networkrender.core.thread.ClosedFarm;

/**
 * Takes orders: makes their plans, on the thread of who orders or beside it, and begins the jobs.
 * May be used by any thread.
 */
final class JobStarts {
  private static final int ID_LENGTH = 13;

  private final Owner farm;
  private final JobPlanning planning;
  private final Executor io;
  private final InstantSource clock;

  /** Those that are planned beside who ordered them. */
  private final Set<OrderedJob> planned = ConcurrentHashMap.newKeySet();

  /** What becomes of orders. */
  interface Owner {
    /** Returns whether the farm is closed. */
    boolean isClosed();

    /** A job was ordered. */
    void ordered(OrderedJob job, JobOrder order);

    /**
     * A job can begin. Waits until it has.
     *
     * @throws RejectedExecutionException if the farm is closed
     */
    void begin(OrderedJob job, JobPlan plan);

    /** A job has ended before it could begin. */
    void failed(OrderedJob job);

    /** The farm was closed while a scene was looked into: what came of that is of no use. */
    void leftOver();
  }

  /**
   * Begins without an order.
   *
   * @param io does what blocks
   * @param clock the time of events
   */
  JobStarts(Owner farm, JobPlanning planning, Executor io, InstantSource clock) {
    this.farm = farm;
    this.planning = planning;
    this.io = io;
    this.clock = clock;
  }

  private JobEvents events() {
    return new JobEvents(UUID.randomUUID().toString().substring(0, ID_LENGTH), clock);
  }

  /** Plans a job on this thread; see {@link Farm#submit}. */
  RenderJob submit(JobOrder order, JobListener listener) throws RenderException {
    if (farm.isClosed()) {
      throw ClosedFarm.error(ClosedFarm.rejection());
    }
    OrderedJob job = OrderedJob.of(events(), listener);
    try {
      plan(job, order);
      return job;
    } catch (RenderException e) {
      fail(job, e);
      throw e;
    } catch (RuntimeException | Error e) {
      fail(job, Defect.of(e));
      throw e;
    }
  }

  /** Looks into a scene on this thread; see {@link Farm#inspect}. */
  SceneReport inspect(JobOrder order, boolean measured, Consumer<? super Notice> notices)
      throws RenderException {
    if (farm.isClosed()) {
      throw ClosedFarm.error(ClosedFarm.rejection());
    }
    try {
      return planning.report(order.allowingMissing(), measured, notices);
    } catch (RejectedExecutionException e) {
      throw ClosedFarm.error(e);
    } catch (RuntimeException e) {
      ProviderFaultException.throwIfIn(e);
      throw e;
    }
  }

  /** Plans a job beside this thread; see {@link Farm#start}. */
  RenderJob start(JobOrder order, Consumer<? super RenderJob> beforehand) {
    OrderedJob job = OrderedJob.of(events());
    beforehand.accept(job);
    planned.add(job);
    try {
      io.execute(() -> planBeside(job, order));
      if (farm.isClosed()) {
        fail(job, ClosedFarm.error(ClosedFarm.rejection()));
      }
    } catch (RejectedExecutionException e) {
      planned.remove(job);
      fail(job, ClosedFarm.error(e));
    }
    return job;
  }

  private void planBeside(OrderedJob job, JobOrder order) {
    try {
      plan(job, order);
    } catch (RenderException e) {
      fail(job, e);
    } catch (RuntimeException | Error e) {
      // Whatever it is, who waits for the job must not wait for ever.
      fail(job, Defect.of(e));
    } finally {
      planned.remove(job);
    }
  }

  private void fail(OrderedJob job, RenderException cause) {
    job.fail(cause);
    farm.failed(job);
  }

  private void plan(OrderedJob job, JobOrder order) throws RenderException {
    try {
      job.planning(order.scene());
      farm.ordered(job, order);
      begin(job, planning.plan(order, job));
    } catch (RejectedExecutionException e) {
      if (!farm.isClosed()) {
        throw e;
      }
      // The look into the scene may have ended after the farm, and left a renderer that waits.
      farm.leftOver();
      throw ClosedFarm.error(e);
    } catch (RuntimeException e) {
      ProviderFaultException.throwIfIn(e);
      throw e;
    }
  }

  private void begin(OrderedJob job, JobPlan plan) {
    try {
      farm.begin(job, plan);
    } catch (RuntimeException | Error e) {
      // Nobody else would let go of the directory.
      plan.output().close();
      plan.release().run();
      throw e;
    }
  }

  /** The farm is closed: what is planned beside is not waited for. */
  void close() {
    planned.forEach(job -> fail(job, ClosedFarm.error(ClosedFarm.rejection())));
  }
}

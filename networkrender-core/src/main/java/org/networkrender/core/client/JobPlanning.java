package org.networkrender.core.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.core.assets.UserFiles;
import org.networkrender.core.events.WarningCode;
import org.networkrender.core.job.JobNews;
import org.networkrender.core.job.OrderedJob;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.Notice;
import org.networkrender.core.output.KeptFrames;
import org.networkrender.core.planning.DistantInspection;
import org.networkrender.core.planning.FirstMachine;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.planning.JobPlanner;
import org.networkrender.core.planning.KnownFarm;
import org.networkrender.core.pool.FittingRenderer;
import org.networkrender.core.pool.LocalWorker;
import org.networkrender.core.providers.Providers;

/**
 * Makes the plan of an order: looks into the scene, with this machine's renderer or with another's,
 * and cuts it. Blocks for seconds; may be used by several threads at once.
 */
final class JobPlanning {
  /** How often is looked whether somebody is there. */
  private static final Duration LOOK = Duration.ofMillis(20);

  private final FarmSettings settings;
  private final Providers providers;
  private final UserFiles files;
  private final LocalWorker localWorker;
  private final DistantInspection inspection;
  private final Supplier<CompletableFuture<Void>> startLocal;
  private final Function<RenderBackend, KnownFarm> farm;

  /**
   * Prepares.
   *
   * @param startLocal starts this machine's worker, if it is to render; does nothing where it runs
   * @param farm says what is known of the farm
   */
  JobPlanning(
      FarmSettings settings,
      Providers providers,
      UserFiles files,
      LocalWorker localWorker,
      DistantInspection inspection,
      Supplier<CompletableFuture<Void>> startLocal,
      Function<RenderBackend, KnownFarm> farm) {
    this.settings = settings;
    this.providers = providers;
    this.files = files;
    this.localWorker = localWorker;
    this.inspection = inspection;
    this.startLocal = startLocal;
    this.farm = farm;
  }

  /**
   * Makes a plan.
   *
   * @param job is told what a person should know of the scene and of this machine, and may be asked
   * @throws RenderException if the order cannot be carried out as it is
   */
  JobPlan plan(JobOrder order, OrderedJob job) throws RenderException {
    JobNews news = job.news();
    JobPlanner planner =
        new JobPlanner(
            providers,
            settings.backend(),
            settings.local(),
            files,
            order,
            notice -> news.notice(WarningCode.SCENE, notice),
            new PicturesQuestion(job.questions(), order.rules().answersWithin()));
    RenderBackend backend = planner.backend();
    // The own renderer is looked for while the scene is: both take a second.
    CompletableFuture<Void> local = startLocal.get();
    SceneDescription scene =
        job.interruptibly(
            () -> inspect(planner, backend, order, local, settings.local(), news::notice));
    KnownFarm known =
        job.interruptibly(
            () ->
                new FirstMachine(() -> farm.apply(backend), System::nanoTime, JobPlanning::pause)
                    .of(
                        backend,
                        scene,
                        order.options(),
                        order.rules().othersWithin(),
                        news::notice));
    return planner.plan(backend, scene, known);
  }

  private static void pause() throws RenderException {
    LockSupport.parkNanos(LOOK.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new RenderException(ErrorKind.USER, "Interrupted", "");
    }
  }

  /** Looks into a scene without making a plan; see {@link Farm#inspect}. */
  SceneReport report(JobOrder order, boolean measured, Consumer<? super Notice> notices)
      throws RenderException {
    JobPlanner planner =
        new JobPlanner(
            providers,
            settings.backend(),
            false,
            files,
            order,
            notices::accept,
            KeptFrames.Decision.NOBODY);
    RenderBackend backend = planner.backend();
    SceneDescription scene =
        inspect(
            planner,
            backend,
            order,
            CompletableFuture.completedFuture(null),
            false,
            notices::accept);
    return new SceneReport(
        scene,
        measured ? planner.cost(backend, scene, scene.current()) : Optional.empty(),
        planner.refusal(backend, scene).map(RenderException::line));
  }

  private SceneDescription inspect(
      JobPlanner planner,
      RenderBackend backend,
      JobOrder order,
      CompletableFuture<Void> local,
      boolean renders,
      Consumer<Notice> notices)
      throws RenderException {
    try {
      SceneDescription scene = planner.inspect(backend);
      localWorker.await(local, notices);
      if (renders) {
        localWorker.check(backend, scene, order.options());
      }
      return scene;
    } catch (RenderException e) {
      if (e.kind() != ErrorKind.REFUSED) {
        throw e;
      }
      try {
        localWorker.await(local, notices);
      } catch (RenderException none) {
        String text = "this machine does not render: " + none.getMessage();
        notices.accept(new Notice(Notice.Level.INFO, text));
      }
      boolean other = FittingRenderer.isOf(backend, localWorker.backends());
      return planner.inspectElsewhere(inspection, backend, e, other);
    }
  }
}

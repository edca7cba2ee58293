package org.networkrender.core.task;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.core.events.Exclusion;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.pool.FittingRenderer;
import org.networkrender.core.pool.WorkerLink;
import org.networkrender.core.providers.ProviderFaultException;

/** Which workers have a renderer for a job, and how far it fits. Belongs to the farm's thread. */
final class WorkerFits {
  private final JobPlan plan;
  private final BooleanSupplier parts;
  private final ToldWorkers told;
  private final Set<String> differing = new HashSet<>();
  private final Set<String> unlike = new HashSet<>();
  private final Set<String> misfits = new HashSet<>();
  private final Set<String> apart = new HashSet<>();

  /**
   * Begins without a worker.
   *
   * @param parts says whether there are frames that are rendered in parts
   */
  WorkerFits(JobPlan plan, BooleanSupplier parts, ToldWorkers told) {
    this.plan = plan;
    this.parts = parts;
    this.told = told;
  }

  /** Judges a worker anew; returns why it cannot be used, if that is so. */
  Optional<String> mismatch(JobWorker worker, WorkerLink link) {
    unlike.remove(worker.place());
    misfits.remove(worker.place());
    apart.remove(worker.place());
    Optional<String> mismatch = judged(worker, link);
    if (mismatch.isPresent()) {
      misfits.add(worker.place());
    }
    return mismatch;
  }

  /** A backend that is at fault when it judges a worker cannot use that one. */
  private Optional<String> judged(JobWorker worker, WorkerLink link) {
    try {
      return renderer(worker, link);
    } catch (ProviderFaultException e) {
      worker.excluded(Exclusion.BACKEND_FAULT);
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> renderer(JobWorker worker, WorkerLink link) {
    worker.excluded(Exclusion.NO_FITTING_RENDERER);
    FittingRenderer fitting =
        FittingRenderer.of(
            plan.backend(), plan.scene(), plan.order().options(), link.welcome().backends());
    if (fitting.renderer().isEmpty()) {
      return Optional.of(fitting.problem());
    }
    worker.rendersOn(
        plan.backend().deviceOf(plan.scene(), plan.order().options(), fitting.renderer().get()));
    if (fitting.partProblem().isPresent()) {
      if (parts.getAsBoolean()) {
        apart.add(worker.place());
        return fitting.partProblem();
      }
      unlike.add(link.place());
    }
    if (plan.backend().runsScripts(plan.order().options())
        && !fitting.renderer().get().allowsScripts()) {
      worker.excluded(Exclusion.NO_SCRIPTS);
      return Optional.of(FittingRenderer.NO_SCRIPTS);
    }
    return difference(worker, fitting.renderer().get());
  }

  /** Last bits keep a worker out only if the user wants them; otherwise they are told. */
  private Optional<String> difference(JobWorker worker, Capabilities capabilities) {
    Optional<String> difference =
        plan.backend().difference(plan.scene(), plan.order().options(), capabilities);
    if (difference.isPresent() && !plan.order().exact()) {
      differing.add(worker.place());
      told.differs(worker, difference.get());
      return Optional.empty();
    }
    worker.excluded(Exclusion.DIFFERENT_BUILD);
    return difference.map(reason -> reason + ", and --exact is on");
  }

  /** Returns whether a worker renders whole frames only. */
  boolean isUnlike(JobWorker worker) {
    return unlike.contains(worker.place());
  }

  /**
   * Returns whether the last bits of a worker's pictures may not be those of another render: of
   * this machine's, or where renders of one device differ among themselves, of any.
   */
  boolean mayDiffer(JobWorker worker) {
    return differing.contains(worker.place()) || !plan.backend().partSource(plan.scene()).isEmpty();
  }

  /** Returns whether there are such places, and parts from each of them do not fit any more. */
  boolean areApart(Set<String> places) {
    return !places.isEmpty() && apart.containsAll(places);
  }

  /** Returns whether somebody was judged, and nobody at some places fits. */
  boolean areMisfits(Set<String> places) {
    return !misfits.isEmpty() && misfits.containsAll(places);
  }
}

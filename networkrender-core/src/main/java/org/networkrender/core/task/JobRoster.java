package org.networkrender.core.task;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import org.networkrender.core.events.Exclusion;
import org.networkrender.core.order.WorkerProgress;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.pool.WorkerLink;
import org.networkrender.core.wire.Message;

/**
 * The workers that a job heard of: which can be used, which not and why. Belongs to the farm's
 * thread.
 */
public final class JobRoster {
  /** When a worker that could not take the job is asked again. */
  private static final Duration REOPEN = Duration.ofSeconds(30);

  /** So many workers are shown of which none was ever connected. */
  private static final int MOST_SHOWN = 1000;

  /** How often it is in a job of which nobody has rendered anything: that may never be possible. */
  private static final int MOST_REFUSALS = 3;

  private final int number;
  private final JobPlan plan;
  private final RosterNews warnings;
  private final ToldWorkers told;
  private final WorkerFits fits;
  private final WorkerWait wait;
  private final Map<String, JobWorker> workers = new LinkedHashMap<>();
  private final Map<Integer, JobWorker> byLink = new HashMap<>();
  private final Map<String, Long> reopenAt = new HashMap<>();
  private final Set<String> took = new HashSet<>();
  private final Multiset<String> refusals = HashMultiset.create();
  private final JobPatience patience;

  /**
   * Begins without a worker.
   *
   * @param now in nanoseconds of the clock of the job
   * @param parts says whether there are frames now that are rendered in parts
   * @param warnings is told, in one line, what a person should know
   */
  public JobRoster(
      int number,
      JobPlan plan,
      long now,
      JobPatience patience,
      BooleanSupplier parts,
      RosterNews warnings) {
    this.patience = patience;
    this.number = number;
    this.plan = plan;
    this.warnings = warnings;
    this.told = new ToldWorkers(warnings);
    this.fits = new WorkerFits(plan, parts, told);
    this.wait = new WorkerWait(patience, warnings, now);
  }

  /** A worker was heard of, and nobody knows yet whether it can be reached. */
  public void asking(WorkerLink link) {
    patience.asking(link.place());
  }

  /** A worker can be talked to: offers it the job if its renderer fits. */
  public void linked(WorkerLink link, boolean local) {
    patience.answered(link.place());
    JobWorker worker =
        workers.computeIfAbsent(link.place(), place -> new JobWorker(link.name(), place, local));
    worker.linked(link);
    RosterNames.tellApart(workers.values());
    byLink.put(link.number(), worker);
    open(worker, link);
  }

  private void open(JobWorker worker, WorkerLink link) {
    Optional<String> mismatch = fits.mismatch(worker, link);
    if (mismatch.isPresent()) {
      unusable(worker, worker.exclusion(), mismatch.get());
      return;
    }
    worker.show(WorkerProgress.State.RECEIVING, "");
    link.send(
        new Message.OpenJob(
            number, plan.backend().name(), plan.manifest().content(), plan.manifest().bytes()));
  }

  /** Returns whether a worker takes part that renders whole frames only. */
  public boolean hasUnlike() {
    return byLink.values().stream().anyMatch(worker -> worker.isThere() && fits.isUnlike(worker));
  }

  /** A worker was heard of that is used by another way. */
  public void twin(WorkerLink link) {
    patience.answered(link.place());
  }

  /** A worker was heard of, but it cannot be reached or does not let this client in. */
  public void unreachable(WorkerLink link, String reason) {
    patience.answered(link.place());
    if (!workers.containsKey(link.place()) && workers.size() >= MOST_SHOWN) {
      return;
    }
    JobWorker worker =
        workers.computeIfAbsent(link.place(), place -> new JobWorker(link.name(), place, false));
    RosterNames.tellApart(workers.values());
    if (!worker.isGone()) {
      unusable(worker, Exclusion.UNREACHABLE, reason);
    }
  }

  private void unusable(JobWorker worker, Exclusion kind, String reason) {
    worker.excluded(kind);
    worker.show(WorkerProgress.State.UNUSABLE, reason);
    told.unusable(worker, reason);
  }

  /** A link ended; returns the worker that was connected by it, or null if none was. */
  public @Nullable JobWorker unlinked(WorkerLink link, String reason) {
    JobWorker worker = byLink.remove(link.number());
    if (worker == null) {
      unreachable(link, reason);
    } else {
      worker.unlinked(WorkerProgress.State.GONE, reason);
    }
    return worker;
  }

  /** Returns the worker that is connected by a link, or null. */
  public @Nullable JobWorker byLink(int link) {
    return byLink.get(link);
  }

  /** Returns whether the last bits of a worker's pictures may not be those of another render. */
  public boolean mayDiffer(JobWorker worker) {
    return fits.mayDiffer(worker);
  }

  /** Returns whether a worker has the job and takes tasks that is at none of some places. */
  public boolean othersReady(Set<String> places) {
    return byLink.values().stream()
        .anyMatch(
            worker ->
                worker.isReady() && worker.pause().isEmpty() && !places.contains(worker.place()));
  }

  /** Returns the worker at a place, or null. */
  public @Nullable JobWorker at(String place) {
    return workers.get(place);
  }

  /** A machine is left alone for a while. */
  public void rests(String place, long until, String reason) {
    JobWorker worker = at(place);
    if (worker != null) {
      worker.rests(until, reason);
    }
  }

  /** Ends a link, if it is still there. */
  public void drop(int number, String reason) {
    JobWorker worker = byLink.get(number);
    WorkerLink link = worker == null ? null : worker.link();
    if (link != null && link.number() == number) {
      link.drop(reason);
    }
  }

  /** Returns all workers that the job heard of. */
  public Collection<JobWorker> all() {
    return workers.values();
  }

  /** Returns the workers that can be talked to. */
  public List<JobWorker> connected() {
    return List.copyOf(byLink.values());
  }

  /** A worker has the job's files. */
  public void ready(JobWorker worker) {
    worker.show(WorkerProgress.State.WAITING, "");
    WorkerLink link = worker.link();
    if (link != null) {
      offered(worker, link.offer());
    }
  }

  /** A worker takes tasks, or none for now. */
  public void offered(JobWorker worker, Message.Offer offer) {
    String before = worker.pause();
    worker.offers(offer);
    if (!worker.pause().equals(before)) {
      warnings.accept(
          worker.name()
              + (worker.pause().isEmpty()
                  ? " takes tasks again"
                  : " takes no tasks just now: " + worker.pause()));
    }
    if (worker.isReady() && worker.pause().isEmpty()) {
      wait.over();
      took.add(worker.place());
    }
  }

  /** A worker cannot take the job now; it is asked again later. */
  public void refused(JobWorker worker, long now, String reason) {
    unusable(worker, Exclusion.CANNOT_TAKE_JOB, reason);
    reopenAt.put(worker.place(), now + REOPEN.toNanos());
    refusals.add(worker.place());
  }

  /** Asks again whom it is time to ask. */
  public void reopen(long now) {
    for (JobWorker worker : connected()) {
      WorkerLink link = worker.link();
      Long again = reopenAt.get(worker.place());
      boolean hopeless = !wait.isOver() && refusals.count(worker.place()) >= MOST_REFUSALS;
      if (link != null && again != null && now - again >= 0 && !hopeless) {
        reopenAt.remove(worker.place());
        link.send(new Message.CloseJob(number));
        open(worker, link);
      }
    }
  }

  /**
   * Tells when nobody works, and who is waited for; returns why the job cannot go on when nobody is
   * there and nobody ever could, or nobody can any more.
   */
  public Optional<RenderException> watch(long now) {
    return wait.watch(
        now, workers.values(), fits.areMisfits(workers.keySet()), fits.areApart(took));
  }

  /** Tells every worker that nothing of the job is needed any more. */
  public void closeJob() {
    for (JobWorker worker : connected()) {
      if (worker.link() != null) {
        worker.link().send(new Message.CloseJob(number));
      }
    }
  }
}

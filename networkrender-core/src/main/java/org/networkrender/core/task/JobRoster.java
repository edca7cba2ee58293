package org.networkrender.core.task;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.core.events.Exclusion;
import org.networkrender.core.events.WaitReason;
import org.networkrender.core.order.WorkerProgress;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.pool.FittingRenderer;
import org.networkrender.core.pool.WorkerLink;
import org.networkrender.core.providers.ProviderFaultException;
import org.networkrender.core.text.PlainWords;
import org.networkrender.core.wire.Message;

/**
 * The workers that a job heard of: which can be used, which not and why. Belongs to the farm's
 * thread.
 */
public final class JobRoster {
  /** When a person is told that nobody works. */
  private static final Duration TELL_IDLE = Duration.ofSeconds(5);

  /** When a worker that could not take the job is asked again. */
  private static final Duration REOPEN = Duration.ofSeconds(30);

  /** Of how many workers that cannot be used, or reasons, a person is told. */
  private static final int MOST_TOLD = 50;

  /** So many workers are shown of which none was ever connected. */
  private static final int MOST_SHOWN = 1000;

  /** How often it is in a job of which nobody has rendered anything: that may never be possible. */
  private static final int MOST_REFUSALS = 3;

  private final int number;
  private final JobPlan plan;
  private final RosterNews warnings;
  private final Map<String, JobWorker> workers = new LinkedHashMap<>();
  private final Map<Integer, JobWorker> byLink = new HashMap<>();
  private final Map<String, Long> reopenAt = new HashMap<>();
  private final Multiset<String> refusals = HashMultiset.create();
  private final Set<String> told = new HashSet<>();
  private final Set<String> differing = new HashSet<>();
  private final Set<String> unlike = new HashSet<>();
  private final Set<String> misfits = new HashSet<>();
  private final JobPatience patience;
  private final Parts parts;
  private boolean wasUsable;
  private long aloneSince;
  private long idleSince;
  private boolean toldIdle;

  /** Whether there are frames that are rendered in parts. */
  @FunctionalInterface
  public interface Parts {
    /** Returns whether the job has such frames now. */
    boolean areMade();
  }

  /**
   * Begins without a worker.
   *
   * @param now in nanoseconds of the clock of the job
   * @param warnings is told, in one line, what a person should know
   */
  public JobRoster(
      int number, JobPlan plan, long now, JobPatience patience, Parts parts, RosterNews warnings) {
    this.patience = patience;
    this.parts = parts;
    this.number = number;
    this.plan = plan;
    this.aloneSince = now;
    this.idleSince = now;
    this.warnings = warnings;
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
    unlike.remove(worker.place());
    misfits.remove(worker.place());
    Optional<String> mismatch = judged(worker, link);
    if (mismatch.isPresent()) {
      misfits.add(worker.place());
      unusable(worker, worker.exclusion(), mismatch.get());
      return;
    }
    worker.show(WorkerProgress.State.RECEIVING, "");
    link.send(
        new Message.OpenJob(
            number, plan.backend().name(), plan.manifest().content(), plan.manifest().bytes()));
  }

  /** A backend that is at fault when it judges a worker cannot use that one. */
  private Optional<String> judged(JobWorker worker, WorkerLink link) {
    try {
      return mismatch(worker, link);
    } catch (ProviderFaultException e) {
      worker.excluded(Exclusion.BACKEND_FAULT);
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> mismatch(JobWorker worker, WorkerLink link) {
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
      if (parts.areMade()) {
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

  /** Returns whether a worker takes part that renders whole frames only. */
  public boolean hasUnlike() {
    return byLink.values().stream()
        .anyMatch(worker -> worker.isThere() && unlike.contains(worker.place()));
  }

  /** Last bits keep a worker out only if the user wants them; otherwise they are told. */
  private Optional<String> difference(JobWorker worker, Capabilities capabilities) {
    Optional<String> difference =
        plan.backend().difference(plan.scene(), plan.order().options(), capabilities);
    if (difference.isPresent() && !plan.order().exact()) {
      differing.add(worker.place());
      if (told.add(worker.name() + difference.get())) {
        warnings.accept(
            "pictures of " + worker.name() + " may differ in their last bits: " + difference.get());
      }
      return Optional.empty();
    }
    worker.excluded(Exclusion.DIFFERENT_BUILD);
    return difference.map(reason -> reason + ", and --exact is on");
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
    if (told.size() < MOST_TOLD && told.add(worker.name() + reason)) {
      warnings.accept(worker.name() + " cannot be used: " + reason);
      if (told.size() == MOST_TOLD) {
        warnings.accept("more workers cannot be used; \"networkrender workers\" lists all");
      }
    }
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

  /** Returns whether the last bits of a worker's pictures may not be those of this machine's. */
  public boolean mayDiffer(JobWorker worker) {
    return differing.contains(worker.place());
  }

  /** Returns whether a worker has the job and takes tasks that is at none of some places. */
  public boolean othersReady(Set<String> places) {
    return byLink.values().stream()
        .anyMatch(
            worker ->
                worker.isReady() && worker.pause().isEmpty() && !places.contains(worker.place()));
  }

  /** Returns the worker at a place, or null. */
  @Nullable JobWorker at(String place) {
    return workers.get(place);
  }

  /** A machine is left alone for a while. */
  public void rests(String place, long until, String reason) {
    JobWorker worker = at(place);
    if (worker != null) {
      worker.rests(until, reason);
    }
  }

  /** What counted as a failure of the worker at a place was none; returns that worker. */
  public @Nullable JobWorker absolved(String place) {
    JobWorker worker = at(place);
    if (worker != null) {
      worker.absolved();
    }
    return worker;
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
      wasUsable = true;
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
      boolean hopeless = !wasUsable && refusals.count(worker.place()) >= MOST_REFUSALS;
      if (link != null && again != null && now - again >= 0 && !hopeless) {
        reopenAt.remove(worker.place());
        link.send(new Message.CloseJob(number));
        open(worker, link);
      }
    }
  }

  /**
   * Tells when nobody works, and who is waited for; returns why the job cannot go on when nobody is
   * there and nobody ever could.
   */
  public Optional<RenderException> watch(long now) {
    List<JobWorker> there = workers.values().stream().filter(JobWorker::isThere).toList();
    if (!there.isEmpty()) {
      aloneSince = now;
    }
    if (there.stream().anyMatch(JobWorker::isUsable)) {
      idleSince = now;
      toldIdle = false;
    } else if (!wasUsable && now - aloneSince > patience().toNanos()) {
      return Optional.of(nobody());
    } else if (!toldIdle && now - idleSince > TELL_IDLE.toNanos()) {
      toldIdle = true;
      Duration left = patience().minusNanos(now - aloneSince);
      Optional<Duration> atMost = wasUsable ? Optional.empty() : Optional.of(left);
      warnings.waits(
          there.isEmpty() ? WaitReason.NO_WORKER : WaitReason.NO_SLOT,
          waiting(there, atMost),
          atMost);
    }
    return Optional.empty();
  }

  /** Who is there has been heard of by then; nobody is waited for who may have what all lack. */
  private Duration patience() {
    return patience.time(!misfits.isEmpty() && misfits.containsAll(workers.keySet()));
  }

  private static String waiting(List<JobWorker> there, Optional<Duration> left) {
    return there.isEmpty()
        ? "no worker is there just now; waiting for one"
            + left.map(time -> ", " + PlainWords.wait(time) + " more").orElse("")
        : there.stream()
            .map(worker -> worker.name() + " (" + worker.pause() + ")")
            .collect(Collectors.joining(", ", "nobody takes tasks just now; waiting for ", ""));
  }

  private RenderException nobody() {
    String reasons =
        String.join(
            "; ",
            shown(0, label -> "").stream()
                .map(worker -> worker.name() + ": " + worker.note())
                .toList());
    return new RenderException(
        ErrorKind.WORKER,
        reasons.isEmpty()
            ? "No worker was found in " + patience
            : "No worker can be used (" + reasons + ")",
        "Start a worker with 'networkrender worker', or name one with --worker host");
  }

  /** Returns what a person sees of the workers, this machine first. */
  public List<WorkerProgress> shown(long now, LongFunction<String> labels) {
    List<WorkerProgress> shown = new ArrayList<>();
    for (JobWorker worker : workers.values()) {
      shown.add(worker.isLocal() ? 0 : shown.size(), worker.progress(now, labels));
    }
    return shown;
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

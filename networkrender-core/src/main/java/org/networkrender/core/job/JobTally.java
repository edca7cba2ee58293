package org.networkrender.core.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PixelSize;
import org.networkrender.core.assembly.FrameAssembly;
import org.networkrender.core.assembly.MovieAssembly;
import org.networkrender.core.events.JobEnding;
import org.networkrender.core.events.JobOutcome;
import org.networkrender.core.events.JobSnapshot;
import org.networkrender.core.events.JobTotals;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.task.JobTask;
import org.networkrender.core.task.JobWorker;

/** Counts what a job has done. Belongs to the farm's thread. */
final class JobTally {
  /** With less of a frame than this done nothing is guessed. */
  private static final double LEAST = 0.05;

  private final FrameSet frames;
  private final FrameSet kept;
  private final long startNanos;
  private long beganNanos;
  private final List<FrameAssembly> assemblies;
  private final BitSet rendered = new BitSet();
  private final BitSet failed = new BitSet();
  private final Map<String, List<Integer>> failures = new LinkedHashMap<>();
  private final StillTally stills;
  private final RisingFraction fraction = new RisingFraction();
  private final PixelSize size;
  private final List<String> movies = new ArrayList<>();
  private final ProductTally products;
  private final boolean discards;

  JobTally(JobPlan plan, long startNanos) {
    this.frames = plan.frames();
    this.kept = plan.kept();
    this.assemblies = plan.assemblies();
    this.startNanos = startNanos;
    this.beganNanos = startNanos;
    this.stills = new StillTally(plan);
    this.size = plan.scene().size();
    this.products = new ProductTally(frames.size(), plan.bakesFirst(), plan.movies().size());
    this.discards = plan.discards();
  }

  StillTally stills() {
    return stills;
  }

  void rendered(int frame) {
    rendered.set(frame);
  }

  /** The scene was baked: frames begin only now. */
  void baked(long now) {
    products.baked(now - beganNanos);
    beganNanos = now;
  }

  /** A movie is in its place. */
  void encoded(Path movie) {
    movies.add(movie.toString());
    products.encoded();
  }

  /** Returns whether all movies that were planned are in their places. */
  boolean hasAllMovies() {
    return products.hasAllMovies();
  }

  /** A movie is given up: all pictures may be there, but the job is not done. */
  void withoutMovie(MovieAssembly movie, String cause) {
    failures.computeIfAbsent(movie.label() + ": " + cause, any -> new ArrayList<>());
  }

  /** Returns whether frames were given up, and none was rendered. */
  boolean isFruitless() {
    return rendered.isEmpty() && !failed.isEmpty();
  }

  void givenUp(FrameSet lost, String cause) {
    List<Integer> alike = failures.computeIfAbsent(cause, any -> new ArrayList<>());
    lost.stream().forEach(alike::add);
    lost.stream().forEach(failed::set);
  }

  /**
   * Returns the state of the job.
   *
   * @param fractions how much is done of each task that is worked at
   * @param inWork how many frames' worth of work is done in tasks that are not finished
   * @param joining whether a frame is being joined from its parts
   */
  JobTotals totals(long now, Map<JobTask, Double> fractions, double inWork, boolean joining) {
    products.look(now, fractions);
    Duration elapsed = Duration.ofNanos(now - startNanos);
    int here = kept.size() + rendered.cardinality();
    int failedFrames = failed.cardinality();
    // Of frames in parts the parts count, and not once more the frame when it is finished.
    double whole = rendered.cardinality() - assemblies.stream().filter(this::isDone).count();
    double work = whole + stills.parts() + inWork;
    double all = frames.size() - kept.size() - stills.before();
    double left = Math.max(0, all - work - failedFrames);
    double perFrame = work < LEAST * Math.min(1, all) ? 0 : (now - beganNanos) / work;
    double done = kept.size() + stills.before() + work + products.done(perFrame);
    double shown =
        fraction.show(
            done / (frames.size() + products.all(perFrame)),
            here == frames.size() && hasAllMovies());
    return new JobTotals(
        here,
        failedFrames,
        frames.size(),
        shown,
        elapsed,
        remaining(perFrame, left),
        stills.progress(inWork, joining),
        products.making());
  }

  private Optional<Duration> remaining(double perFrame, double left) {
    if (products.isBeforeFrames()) {
      return Optional.empty();
    }
    if (left == 0 && products.making().isPresent()) {
      return products.making().flatMap(JobTotals.Making::remaining);
    }
    double all = left + products.all(perFrame) - products.done(perFrame);
    return perFrame > 0 ? Optional.of(Duration.ofNanos((long) (perFrame * all))) : Optional.empty();
  }

  private boolean isDone(FrameAssembly assembly) {
    return rendered.get(assembly.frame());
  }

  /** Returns what became of the job, if it could go on. */
  JobEnding ending(long now, boolean cancelled, Collection<JobWorker> workers, List<String> audit) {
    FrameSet made = FrameSet.of(rendered.stream().boxed().toList());
    FrameSet missing = frames.minus(kept).minus(made);
    JobOutcome outcome =
        missing.isEmpty() && hasAllMovies()
            ? JobOutcome.COMPLETE
            : cancelled ? JobOutcome.CANCELLED : JobOutcome.INCOMPLETE;
    Duration elapsed = Duration.ofNanos(now - startNanos);
    return new JobEnding(
        outcome,
        made,
        kept,
        missing,
        elapsed,
        "",
        "",
        Optional.empty(),
        causes(),
        gain(elapsed, made, workers),
        stills.ending(size),
        audit,
        movies,
        discards && missing.isEmpty() && hasAllMovies());
  }

  private List<JobSnapshot.GivenUp> causes() {
    return failures.entrySet().stream()
        .map(each -> new JobSnapshot.GivenUp(FrameSet.of(each.getValue()), each.getKey()))
        .toList();
  }

  private static Optional<Double> gain(
      Duration elapsed, FrameSet made, Collection<JobWorker> workers) {
    double localFrames = 0;
    double localSeconds = 0;
    double allFrames = 0;
    double allSeconds = 0;
    for (JobWorker worker : workers) {
      allFrames += worker.work();
      allSeconds += worker.seconds();
      if (worker.isLocal()) {
        localFrames += worker.work();
        localSeconds += worker.seconds();
      }
    }
    if (made.isEmpty() || allFrames == 0 || elapsed.isZero()) {
      return Optional.empty();
    }
    double perFrame = localFrames > 0 ? localSeconds / localFrames : allSeconds / allFrames;
    return Optional.of(perFrame * made.size() / (elapsed.toNanos() / 1e9));
  }
}

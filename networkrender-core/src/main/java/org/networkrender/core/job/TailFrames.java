package org.networkrender.core.job;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.split.Task;
import org.networkrender.core.assembly.FrameAssembly;
import org.networkrender.core.assembly.PartNames;
import org.networkrender.core.assembly.PartPlanner;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.TailRules;
import org.networkrender.core.split.FrameTiles;
import org.networkrender.core.task.JobTask;
import org.networkrender.core.task.JobTasks;

/**
 * Whole frames that are cut into tiles at the end of a job, so that every slot helps to the end.
 * Either the tiles make the picture or an attempt at the whole frame does, whichever is first; both
 * are the same. A later run goes on with the tiles that are there. Belongs to the farm's thread.
 */
final class TailFrames {
  /** What a tile costs beside its pixels and the preparing: the way of a task and of its file. */
  private static final Duration PART = Duration.ofMillis(100);

  /** What a renderer takes to start and to read the scene, at least. */
  private static final Duration FIRST = Duration.ofSeconds(2);

  /** What it takes to write and read the joined picture: see the estimate of stills. */
  private static final double BYTES_A_SECOND = 100 * 1024 * 1024;

  /** Joining and finishing take this at least. */
  private static final Duration JOINING = Duration.ofSeconds(1);

  /** A frame that is cut lies on the disk in parts and joined, and this is twice as much. */
  private static final int PICTURES_OF_ROOM = 5;

  /** The most frames in parts at once, however much room there is. */
  private static final int MOST = 1000;

  /** Of how many cut frames a person is told one by one: of a thousand workers' too many are. */
  private static final int TOLD = 3;

  private final JobPlan plan;
  private final JobTasks tasks;
  private final BooleanSupplier together;
  private final @Nullable PartFormat format;
  private final List<FrameAssembly> assemblies = new ArrayList<>();
  private @Nullable FrameTiles tiles;
  private int told;

  /**
   * Prepares for the end of a job.
   *
   * @param together says whether every worker's parts fit to every other's just now
   */
  TailFrames(JobPlan plan, JobTasks tasks, BooleanSupplier together) {
    this.together = together;
    this.plan = plan;
    this.tasks = tasks;
    this.format = plan.order().rules().cutsFrames() ? usable(plan).orElse(null) : null;
  }

  /** Returns how parts are made, if frames may be cut: exactly, and with room for the parts. */
  private static Optional<PartFormat> usable(JobPlan plan) {
    return plan.scene()
        .parts()
        .filter(PartPlanner::isExact)
        .filter(format -> most(plan, format) > 0);
  }

  /** Returns for how many frames in parts there is room. */
  private static int most(JobPlan plan, PartFormat format) {
    try {
      long room = Files.getFileStore(plan.output().path()).getUsableSpace();
      return (int) Math.min(MOST, room / PICTURES_OF_ROOM / Math.max(1, bytes(format)));
    } catch (IOException e) {
      // Whoever cannot tell how much room there is does better without.
      return 0;
    }
  }

  private static long bytes(PartFormat format) {
    return format.canvas().pixels() * format.bytesPerPixel();
  }

  /** Returns what the scheduler may cut. */
  TailRules rules() {
    if (format == null) {
      return TailRules.none();
    }
    FrameTiles cutter = new FrameTiles(format);
    tiles = cutter;
    IntPredicate single =
        number ->
            together.getAsBoolean()
                && tasks.get(number) instanceof JobTask.Whole whole
                && whole.task().frames().size() == 1;
    double seconds = 3 * bytes(format) / BYTES_A_SECOND;
    return new TailRules(
        single,
        cutter::count,
        PART,
        FIRST,
        JOINING.plusMillis((long) (1000 * seconds)),
        most(plan, format));
  }

  /**
   * Makes tasks of the parts of a frame that is cut.
   *
   * @param made is told of the cut frame
   * @return what a person is told of it; nothing when as much was told before
   */
  Optional<String> cut(Effect.Cut cut, Consumer<FrameAssembly> made) {
    PartFormat parts = format;
    FrameTiles cutter = tiles;
    if (parts == null || cutter == null) {
      throw new IllegalStateException("a frame is cut that may not be");
    }
    int frame = tasks.get(cut.task()).frames().get(0);
    List<Task> all = cutter.cut(frame, cut.parts(), cut.first());
    PartNames names = new PartNames(plan.partIdentity(), plan.pictures().get(0), parts.file());
    FrameAssembly assembly = FrameAssembly.ofTail(frame, parts, names, all);
    tasks.add(cut.first(), assembly);
    assemblies.add(assembly);
    made.accept(assembly);
    return news(frame, cut.parts());
  }

  /** Returns whether a frame was cut, or could be. */
  boolean isPossible() {
    return format != null;
  }

  /** Returns whether a frame was cut. */
  boolean hasCut() {
    return told > 0;
  }

  private Optional<String> news(int frame, int parts) {
    told++;
    return told <= TOLD
        ? Optional.of("frame " + frame + " is cut into " + parts + " tiles for idle slots")
        : Optional.of("more frames are cut into tiles").filter(text -> told == TOLD + 1);
  }

  /** A frame is there, whichever way. */
  void finished(int frame) {
    assemblies.removeIf(assembly -> assembly.frame() == frame);
  }

  /** Returns the frames that were cut and are not there yet. */
  List<FrameAssembly> assemblies() {
    return assemblies;
  }
}

package org.networkrender.core.task;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PixelSize;
import org.networkrender.api.split.Task;
import org.networkrender.api.split.Tile;
import org.networkrender.core.assembly.FrameAssembly;
import org.networkrender.core.output.FrameFiles.FrameFile;
import org.networkrender.core.output.PartStore;
import org.networkrender.core.planning.JobPlan;
import org.networkrender.core.wire.Message;

/**
 * What a job consists of: whole frames, parts of one, their joining and its finishing; and what
 * comes before and after them, a bake and movies.
 */
public sealed interface JobTask
    permits JobTask.Whole,
        JobTask.Part,
        JobTask.Look,
        JobTask.Join,
        JobTask.Finish,
        BakeTask,
        GatherTask,
        EncodeTask {
  /** Returns its frames. */
  FrameSet frames();

  /** Returns what people call it. */
  String label();

  /** Returns the files that it gives, in their order: those of its frames. */
  default List<FrameFile> files(JobPlan plan) {
    return frames().stream()
        .boxed()
        .flatMap((Integer frame) -> plan.files().of(frame).stream())
        .toList();
  }

  /** Returns the size of each of these files but the further ones. */
  default PixelSize size(JobPlan plan) {
    return plan.scene().size();
  }

  /** Returns how many frames' worth of rendering it is: none, unless frames are rendered in it. */
  default double work() {
    return 0;
  }

  /** Counts it for the worker that rendered it. */
  default void countFor(JobWorker worker, double seconds) {
    worker.succeeded(work(), seconds);
  }

  /** Returns the frame, cut while its job ran, that it is a part of or finishes, or null. */
  default @Nullable FrameAssembly tail() {
    FrameAssembly assembly =
        this instanceof Part part
            ? part.assembly()
            : this instanceof Finish finish ? finish.assembly() : null;
    return assembly != null && assembly.isTail() ? assembly : null;
  }

  /**
   * Returns the message that hands it to a worker; of what the client does itself there is none.
   */
  default Message.Assign assign(int job, long attempt) {
    throw new IllegalStateException(label() + " is no work for a worker");
  }

  /**
   * Whole frames.
   *
   * @param task as it was split
   */
  record Whole(Task task) implements JobTask {
    @Override
    public FrameSet frames() {
      return task.frames();
    }

    @Override
    public String label() {
      return task.label();
    }

    @Override
    public double work() {
      return task.frames().size();
    }

    @Override
    public Message.Assign assign(int job, long attempt) {
      return Message.Assign.render(job, attempt, task.frames(), null, null);
    }
  }

  /**
   * A part of a frame.
   *
   * @param task as it was split
   * @param assembly the frame that it belongs to
   */
  record Part(Task task, FrameAssembly assembly) implements JobTask {
    @Override
    public FrameSet frames() {
      return task.frames();
    }

    @Override
    public String label() {
      return task.label();
    }

    @Override
    public List<FrameFile> files(JobPlan plan) {
      return List.of(FrameFile.picture(assembly.format().file().forFrame(assembly.frame())));
    }

    @Override
    public PixelSize size(JobPlan plan) {
      Tile tile = task.tile();
      return tile == null ? assembly.format().canvas() : tile.rendered().size();
    }

    @Override
    public double work() {
      return assembly.share(task);
    }

    @Override
    public Message.Assign assign(int job, long attempt) {
      @Nullable Tile tile = task.tile();
      return Message.Assign.render(
          job, attempt, task.frames(), tile == null ? null : tile.rendered(), task.samples());
    }
  }

  /**
   * A task that is rendered once more, to compare.
   *
   * @param of the task
   * @param audited its number
   * @param number which time this is, from 2 on
   */
  record Look(JobTask of, int audited, int number) implements JobTask {
    @Override
    public FrameSet frames() {
      return of.frames();
    }

    @Override
    public String label() {
      return of.label() + (number == 2 ? " once more" : " a third time");
    }

    @Override
    public List<FrameFile> files(JobPlan plan) {
      return of.files(plan);
    }

    @Override
    public PixelSize size(JobPlan plan) {
      return of.size(plan);
    }

    @Override
    public Message.Assign assign(int job, long attempt) {
      return of.assign(job, attempt);
    }
  }

  /**
   * The joining of a frame's parts, which the client does itself.
   *
   * @param assembly the frame
   */
  record Join(FrameAssembly assembly) implements JobTask {
    @Override
    public FrameSet frames() {
      return FrameSet.of(assembly.frame());
    }

    @Override
    public String label() {
      return "joining frame " + assembly.frame();
    }
  }

  /**
   * The last pass over a joined frame.
   *
   * @param assembly the frame
   */
  record Finish(FrameAssembly assembly) implements JobTask {
    @Override
    public FrameSet frames() {
      return FrameSet.of(assembly.frame());
    }

    @Override
    public String label() {
      return "finishing frame " + assembly.frame();
    }

    @Override
    public Message.Assign assign(int job, long attempt) {
      PartStore.KeptFile joined = assembly.joined();
      if (joined == null) {
        throw new IllegalStateException("frame " + assembly.frame() + " is not joined");
      }
      return Message.Assign.finish(
          job, attempt, frames(), new Message.MadeFile(joined.content(), joined.bytes()));
    }
  }
}

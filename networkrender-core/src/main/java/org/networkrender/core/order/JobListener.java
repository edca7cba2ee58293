package org.networkrender.core.order;

import java.util.List;

/**
 * Hears how a job goes. Methods are called one at a time, in the order in which things happened, on
 * a thread of the farm that is there for this listener alone. The job never waits for them:
 *
 * <ul>
 *   <li>While one has not returned, of the states of the job that follow each other only the newest
 *       waits. 1,000 notices and 10,000 finished frames wait; what is more is left out, and a
 *       notice says how much it was.
 *   <li>At its end a job waits 2 s for the calls that are left. Then the one that has not returned
 *       is interrupted, and those that wait are left out, which is logged. The report knows all.
 *   <li>What a method throws, an {@link Error} too, is logged and changes nothing.
 *   <li>A method may cancel the job and close the farm. It cannot {@linkplain RenderJob#await wait}
 *       for its own job.
 * </ul>
 */
public interface JobListener {
  /** Hears nothing. */
  JobListener NONE = new JobListener() {};

  /** Something that a person should read, for example a warning about the scene. */
  default void notice(Notice notice) {}

  /**
   * Frames of the order that an earlier run finished, and that are not rendered again. Called once,
   * before a frame is finished or a state is told, and only if there are such frames.
   */
  default void kept(List<FinishedFrame> frames) {}

  /**
   * The state of the job has changed; called at most ten times a second, and at the end. What it
   * counts as done was told to {@link #kept} or {@link #finished} before.
   */
  default void progress(JobProgress progress) {}

  /** All pictures of a frame are in their place. */
  default void finished(FinishedFrame frame) {}
}

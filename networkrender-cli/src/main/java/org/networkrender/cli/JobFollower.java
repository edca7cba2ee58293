package org.networkrender.cli;

import java.util.List;
import org.networkrender.api.RenderException;
import org.networkrender.core.order.RenderJob;

/** Follows a job from its order to its end, and shows it to somebody. */
interface JobFollower {
  /**
   * Begins, before anything happens in the job.
   *
   * @param console is there for lines of which the job knows nothing
   */
  void begin(RenderJob job, JobConsole console);

  /** Shows what happens; returns when the job has ended. */
  void follow() throws InterruptedException;

  /** Tells that the job could not go on, if its own end does not tell it. */
  void failed(RenderException cause) throws InterruptedException;

  /** Ends, once all that the job has used is closed; also where the job could not even begin. */
  void end() throws InterruptedException;

  /** Returns the last lines of a job that could go on. */
  List<String> lines();
}

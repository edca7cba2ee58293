package org.networkrender.api.split;

import org.networkrender.api.Provider;
import org.networkrender.api.RenderException;

/** Cuts a job into tasks. A splitter looks at its argument alone and keeps nothing. */
public interface JobSplitter extends Provider {

  /**
   * Cuts a job into tasks.
   *
   * <p>The tasks cover each frame of the request once, with every pixel and every sample of it, and
   * nothing else. They are numbered 0, 1, 2 and so on in the order in which they should be started;
   * the scheduler keeps to that order where it can. For an empty request the plan has no task.
   *
   * @throws RenderException of kind {@code USER} if an option has no meaning or the scene cannot be
   *     cut this way
   */
  SplitPlan split(SplitRequest request) throws RenderException;
}

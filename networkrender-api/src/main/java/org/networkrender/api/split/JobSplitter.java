package org.networkrender.api.split;

import org.networkrender.api.Provider;
import org.networkrender.api.ProviderContext;
import org.networkrender.api.RenderException;

/**
 * Cuts a job into tasks. A splitter looks at its argument alone and keeps nothing.
 *
 * <p>Its {@link #options} of the scope {@code JOB} choose how a picture is cut and not what it
 * shows: no worker is told of them, and a picture that is there is kept when they change.
 */
public interface JobSplitter extends Provider {
  /**
   * The option by which every splitter is told, with the value {@code true}, that the joined
   * picture must be the whole one bit for bit.
   */
  String EXACT = "exact";

  /** {@inheritDoc} */
  @Override
  default JobSplitter configure(ProviderContext context) throws RenderException {
    return this;
  }

  /**
   * Cuts a job into tasks.
   *
   * <p>The tasks cover each frame of the request once, with every pixel and every sample of it, and
   * nothing else: a frame is whole in one task, or it is cut into tiles whose kept regions cover
   * the {@link org.networkrender.api.backend.PartFormat#area area} of the scene's part format
   * without overlapping, or into sample ranges that follow each other from 0 to all samples, or
   * into both. They are numbered 0, 1, 2 and so on in the order in which they should be started;
   * the scheduler keeps to that order where it can. For an empty request the plan has no task.
   *
   * @throws RenderException of kind {@code USER} if an option has no meaning or the scene cannot be
   *     cut this way
   */
  SplitPlan split(SplitRequest request) throws RenderException;
}

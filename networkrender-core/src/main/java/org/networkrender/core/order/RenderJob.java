package org.networkrender.core.order;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.networkrender.api.RenderException;
import org.networkrender.core.events.JobCommands;
import org.networkrender.core.events.JobFeed;

/**
 * A job that was started. All methods may be called from any thread, as often as one likes, also
 * when the job has ended or its farm is closed.
 */
public interface RenderJob extends JobFeed, JobCommands {

  /**
   * Waits for the job's end. Returns at once when it has ended; a job whose farm was closed has
   * ended as one that was cancelled. No method of the job's listener is called after this has
   * returned.
   *
   * @return what became of it; also when frames are missing or it was cancelled
   * @throws RenderException if the job could not go on at all, for example because the disk is
   *     full; what was finished is kept and the same order goes on from there
   * @throws InterruptedException if the waiting thread was interrupted; the job goes on
   * @throws IllegalStateException if a method of the job's own listener calls this: the job would
   *     wait for itself
   */
  JobReport await() throws RenderException, InterruptedException;

  /**
   * Waits for the job's end, but not for ever.
   *
   * @param atMost how long
   * @return what became of it, or empty if it goes on
   * @throws RenderException as {@link #await()}
   * @throws InterruptedException as {@link #await()}
   * @throws IllegalStateException as {@link #await()}
   */
  Optional<JobReport> await(Duration atMost) throws RenderException, InterruptedException;

  /**
   * Returns the end of the job, for what is to be done then. It is completed with what {@link
   * #await()} returns, or exceptionally with the {@link RenderException} that it throws. What is
   * done with it cancels nothing.
   */
  CompletableFuture<JobReport> result();

  /**
   * Stops the job at once, on all workers. What was finished is kept. Twice does nothing, nor does
   * it when the job has ended.
   */
  @Override
  void cancel();
}

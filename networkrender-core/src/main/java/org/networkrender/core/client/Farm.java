package org.networkrender.core.client;

import java.util.List;
import java.util.function.Consumer;
import org.networkrender.api.RenderException;
import org.networkrender.core.events.FarmFeed;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.Notice;
import org.networkrender.core.order.RenderJob;

/**
 * The workers within reach and this machine, as one renderer. Its events tell of other machines and
 * of jobs; what happens in a job is told by the job.
 *
 * <p>All methods may be called from any thread, also while another one closes the farm, and also
 * when it is closed; each says what it does then.
 */
public interface Farm extends FarmFeed, AutoCloseable {

  /**
   * Opens a farm: starts to look for workers, and returns at once. Whoever opens it closes it.
   *
   * @throws RenderException if a provider that the settings name is not there, or this machine
   *     cannot listen for workers
   */
  static Farm open(FarmSettings settings) throws RenderException {
    return LocalFarm.open(settings);
  }

  /**
   * Starts a job. Looks into the scene first, which takes seconds; then returns while the job runs.
   * {@link #start} does the same without waiting.
   *
   * @param order what to render
   * @param listener is told how it goes, one call at a time, on a thread of the farm
   * @throws RenderException if the order cannot be carried out as it is; nothing was written then.
   *     Of kind {@code USER} if the farm is closed: at once if it was closed before, or when the
   *     look into the scene has ended if it is closed meanwhile
   */
  RenderJob submit(JobOrder order, JobListener listener) throws RenderException;

  /**
   * Orders a job, and returns at once: the scene is looked into beside. What comes of the job is
   * told by its events and by {@link RenderJob#await}, also that it cannot be carried out as it is,
   * or that the farm is closed: it has ended then.
   *
   * @param order what to render
   * @param beforehand is given the job before anything happens in it, on this thread: a
   *     subscription that is begun there misses nothing
   */
  RenderJob start(JobOrder order, Consumer<? super RenderJob> beforehand);

  /**
   * Looks into a scene, as a job does at its start, and renders nothing. What is missing is told
   * and refuses nothing.
   *
   * @param order what would be rendered; its output is not touched
   * @param measured whether to measure what a frame costs on this machine: that takes as long as
   *     the scene takes to prepare
   * @param notices is told on this thread what is waited for, and what is wrong
   * @throws RenderException if the scene cannot be opened, or the farm is closed
   */
  SceneReport inspect(JobOrder order, boolean measured, Consumer<? super Notice> notices)
      throws RenderException;

  /**
   * Returns the workers that this farm heard of since it was opened, usable or not. Of a closed
   * farm, what was known when it was closed.
   */
  List<KnownWorker> workers();

  /**
   * Cancels what still runs, ends this machine's renderers, and looks for no worker any more.
   * Returns when all of that has ended; what does not end within seconds is left alone, and {@link
   * RenderJob#await} returns all the same. Twice does nothing: a second call returns at once. May
   * be called by a job's listener.
   */
  @Override
  void close();
}

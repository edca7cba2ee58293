package org.networkrender.core.client;

import java.util.List;
import org.networkrender.api.RenderException;

/**
 * The workers within reach and this machine, as one renderer.
 *
 * <p>All methods may be called from any thread. Closing cancels what still runs.
 */
public interface Farm extends AutoCloseable {

  /**
   * Opens a farm: starts to look for workers, and returns at once.
   *
   * @throws RenderException if a provider that the settings name is not there, or this machine
   *     cannot listen for workers
   */
  static Farm open(FarmSettings settings) throws RenderException {
    return LocalFarm.open(settings);
  }

  /**
   * Starts a job. Looks into the scene first, which takes seconds; then returns while the job runs.
   *
   * @param order what to render
   * @param listener is told how it goes, one call at a time, on a thread of the farm
   * @throws RenderException if the order cannot be carried out as it is; nothing was written then
   */
  RenderJob submit(JobOrder order, JobListener listener) throws RenderException;

  /** Returns the workers that this farm heard of since it was opened, usable or not. */
  List<KnownWorker> workers();

  @Override
  void close();
}

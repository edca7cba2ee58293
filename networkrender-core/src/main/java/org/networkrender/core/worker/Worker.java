package org.networkrender.core.worker;

import java.util.List;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.core.events.WorkerEvent;
import org.networkrender.core.events.WorkerEvents;

/**
 * This machine, offering its renderers to clients.
 *
 * <p>All methods may be called from any thread, also when the worker has closed: what they return
 * stays the same, and {@link #drain} and {@link #close} do nothing then.
 */
public interface Worker extends AutoCloseable {

  /**
   * Looks for renderers, starts to listen and to announce, and returns when clients can come.
   *
   * @param settings how
   * @param listener is told what happens, one call at a time, on a thread of the worker
   * @throws RenderException if there is no renderer, no free port, or a provider is not there
   */
  static Worker start(WorkerSettings settings, WorkerListener listener) throws RenderException {
    return WorkerStart.start(settings, listener);
  }

  /**
   * Starts as with a listener, and tells events of all that happens.
   *
   * @param settings how
   * @param events gets {@link WorkerEvent.Started} and what follows, and {@link WorkerEvent.Ended}
   *     when the worker has closed; nothing of the end where the worker could not start
   * @throws RenderException if there is no renderer, no free port, or a provider is not there
   */
  static Worker start(WorkerSettings settings, WorkerEvents events) throws RenderException {
    return WorkerStart.start(settings, events);
  }

  /** Returns the port that clients connect to. */
  int port();

  /** Returns what each of this machine's renderers can do. */
  List<Capabilities> backends();

  /** Returns how many tasks it renders at the same time. */
  int slotCount();

  /**
   * Returns why backends are not offered that were found and not asked for, in one plain line each;
   * none when all work.
   */
  List<String> problems();

  /** Returns this worker's identity: made anew at each start. */
  String id();

  /** Takes no new task until {@link #resume}; what runs goes on to its end. */
  void pause();

  /** Takes tasks again, unless there is another reason why it does not. */
  void resume();

  /** Takes no new task, finishes those that run, says goodbye and closes; returns at once. */
  void drain();

  /** Waits until the worker has closed; returns at once when it has. */
  void awaitClosed() throws InterruptedException;

  /**
   * Stops at once: ends every renderer process, says goodbye, and closes. What foreign code does in
   * this program, and does not end within seconds, is left alone. Twice does nothing.
   */
  @Override
  void close();
}

package org.networkrender.api.discovery;

import org.networkrender.api.Provider;
import org.networkrender.api.ProviderContext;
import org.networkrender.api.RenderException;

/**
 * How workers make themselves known and clients hear of them.
 *
 * <p>What discovery tells is a hint and nothing more: whoever acts on it still has to connect and
 * see who answers. To announce and to watch returns at once, and may be called from any thread,
 * several times.
 */
public interface Discovery extends Provider {

  /** {@inheritDoc} */
  @Override
  default Discovery configure(ProviderContext context) throws RenderException {
    return this;
  }

  /**
   * Makes a worker known until the announcement is closed.
   *
   * @throws RenderException if this machine cannot announce at all, for example because none of the
   *     chosen network interfaces exists
   */
  Announcement announce(DiscoverySettings settings, Advertisement advertisement)
      throws RenderException;

  /**
   * Watches for workers until the watch is closed.
   *
   * <p>The listener's methods are called one at a time, in order, on a thread of the provider. For
   * each worker: {@code found} first, then any number of {@code changed}, then {@code gone}; after
   * that it may be found again. Its endpoint stays the same from found to gone, and is what makes
   * it this one: a machine that is heard from two addresses may be found at both, whatever id it
   * tells there. After {@link Watch#close} has returned, no method is called.
   *
   * @throws RenderException if this machine cannot listen at all
   */
  Watch watch(DiscoverySettings settings, DiscoveryListener listener) throws RenderException;

  /** A worker's standing announcement. Its methods may be called from any thread. */
  interface Announcement extends AutoCloseable {
    /** Replaces what is told, and tells it at once. */
    void update(Advertisement advertisement);

    /** Says goodbye and stops announcing. Closing twice does nothing. */
    @Override
    void close();
  }

  /** A client's standing watch. Its methods may be called from any thread. */
  interface Watch extends AutoCloseable {
    /** Asks all workers to announce themselves now; does nothing where that is not possible. */
    void query();

    /** Stops watching. Closing twice does nothing. Not to be called from a listener's method. */
    @Override
    void close();
  }
}

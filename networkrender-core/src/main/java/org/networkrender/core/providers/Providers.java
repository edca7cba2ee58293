package org.networkrender.core.providers;

import java.nio.file.Path;
import java.util.List;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.transport.Transport;

/**
 * The service providers that are there, not configured yet: a farm or a worker does that with those
 * that it uses. Immutable; all methods may be called from any thread.
 */
public interface Providers {

  /** Finds the providers on the class path or module path. */
  static Providers load() {
    return ServiceProviders.load();
  }

  /**
   * Finds the providers on the class path or module path and in every jar of the given directories.
   *
   * @throws RenderException of kind {@code USER} if a directory cannot be read
   */
  static Providers load(List<Path> directories) throws RenderException {
    return ServiceProviders.load(directories);
  }

  /**
   * Returns the backend of a name.
   *
   * @throws RenderException of kind {@code USER} if there is none; the message names those there
   *     are
   */
  RenderBackend backend(String name) throws RenderException;

  /** Returns the discovery of a name, or throws as {@link #backend} does. */
  Discovery discovery(String name) throws RenderException;

  /** Returns the transport of a name, or throws as {@link #backend} does. */
  Transport transport(String name) throws RenderException;

  /** Returns the splitter of a name, or throws as {@link #backend} does. */
  JobSplitter splitter(String name) throws RenderException;

  /** Returns all backends, in the order of their names. */
  List<RenderBackend> backends();

  /** Returns every provider that was found, also those that failed to load. */
  List<ProviderListing> listings();
}

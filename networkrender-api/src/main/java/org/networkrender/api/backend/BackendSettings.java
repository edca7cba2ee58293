package org.networkrender.api.backend;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a backend finds and starts its renderer on one machine.
 *
 * @param executable the renderer's program, or empty to look in the usual places
 * @param threads render threads of one session; 0 for one per processor
 * @param temporary an existing directory below which each session makes its own and removes it
 */
public record BackendSettings(Optional<Path> executable, int threads, Path temporary) {
  /** The most threads that one session may have. */
  public static final int MAX_THREADS = 1024;

  /** Checks the number of threads. */
  public BackendSettings {
    if (threads < 0 || threads > MAX_THREADS) {
      throw new IllegalArgumentException("threads " + threads + " is outside 0 to " + MAX_THREADS);
    }
  }
}

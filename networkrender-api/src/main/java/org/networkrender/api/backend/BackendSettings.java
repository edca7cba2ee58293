package org.networkrender.api.backend;

import java.nio.file.Path;
import java.util.List;

/**
 * How a backend finds and starts its renderers on one machine.
 *
 * @param executables the programs to use; with none the backend looks in the usual places
 * @param threads render threads of one session; 0 for one per processor
 * @param temporary an existing directory below which each session makes its own and removes it
 */
public record BackendSettings(List<Path> executables, int threads, Path temporary) {
  /** The most threads that one session may have. */
  public static final int MAX_THREADS = 1024;

  /** Copies the list and checks the number of threads. */
  public BackendSettings {
    executables = List.copyOf(executables);
    if (threads < 0 || threads > MAX_THREADS) {
      throw new IllegalArgumentException("threads " + threads + " is outside 0 to " + MAX_THREADS);
    }
  }
}

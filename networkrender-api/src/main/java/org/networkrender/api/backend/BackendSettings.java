package org.networkrender.api.backend;

import java.nio.file.Path;
import java.util.List;

/**
 * How a backend finds and starts its renderers on one machine.
 *
 * @param executables the programs to use; with none the backend looks in the usual places
 * @param threads render threads of one session; 0 for one per processor
 * @param temporary an existing directory below which each session makes its own and removes it
 * @param device which device renders, in the backend's own words, such as {@code gpu}; empty for
 *     the backend's own choice
 */
public record BackendSettings(List<Path> executables, int threads, Path temporary, String device) {
  /** The most threads that one session may have. */
  public static final int MAX_THREADS = 1024;

  /** The longest text that chooses a device. */
  public static final int LONGEST_DEVICE = 400;

  /** Copies the list and checks the number of threads and the text. */
  public BackendSettings {
    executables = List.copyOf(executables);
    if (device.length() > LONGEST_DEVICE) {
      throw new IllegalArgumentException("a device is named by " + device.length() + " characters");
    }
    if (threads < 0 || threads > MAX_THREADS) {
      throw new IllegalArgumentException("threads " + threads + " is outside 0 to " + MAX_THREADS);
    }
  }

  /** Leaves the choice of the device to the backend. */
  public BackendSettings(List<Path> executables, int threads, Path temporary) {
    this(executables, threads, temporary, "");
  }

  /** Returns the same settings with another device. */
  public BackendSettings withDevice(String chosen) {
    return new BackendSettings(executables, threads, temporary, chosen);
  }
}

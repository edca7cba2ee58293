package org.networkrender.api.backend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a backend finds and starts its renderers on one machine.
 *
 * @param executables the programs to use; with none the backend looks in the usual places
 * @param threads render threads of one session; 0 for one per processor
 * @param temporary an existing directory below which each session makes its own and removes it
 * @param device which device renders, in the backend's own words, such as {@code gpu}; empty for
 *     the backend's own choice
 * @param lowPriority whether renderers get only the processor time that other programs leave: see
 *     {@link #command}
 */
public record BackendSettings(
    List<Path> executables, int threads, Path temporary, String device, boolean lowPriority) {
  /** The most threads that one session may have. */
  public static final int MAX_THREADS = 1024;

  /** The longest text that chooses a device. */
  public static final int LONGEST_DEVICE = 400;

  /** By how much they are nicer than who starts them. */
  private static final String NICER = "10";

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

  /**
   * Leaves the choice of the device to the backend, for renderers that share the processor as any
   * other program.
   */
  public BackendSettings(List<Path> executables, int threads, Path temporary) {
    this(executables, threads, temporary, "", false);
  }

  /** Returns the same settings with another device. */
  public BackendSettings withDevice(String chosen) {
    return new BackendSettings(executables, threads, temporary, chosen, lowPriority);
  }

  /** Returns the same settings with another directory for what sessions need for a while. */
  public BackendSettings withTemporary(Path directory) {
    return new BackendSettings(executables, threads, directory, device, lowPriority);
  }

  /** Returns the same settings for renderers of another priority. */
  public BackendSettings withLowPriority(boolean low) {
    return new BackendSettings(executables, threads, temporary, device, low);
  }

  /** Returns whether this machine can start a renderer with low priority: where there is nice. */
  public static boolean canLower() {
    return nice().isPresent();
  }

  /**
   * Returns the command that starts a renderer with the priority of these settings.
   *
   * @param renderer the program and its arguments
   */
  public List<String> command(List<String> renderer) {
    return lowPriority ? lowered(renderer) : renderer;
  }

  /**
   * Returns the command that starts a renderer with low priority; the same one where this machine
   * cannot. What the renderer starts has its priority too. The process is the renderer's own:
   * {@code nice} becomes it.
   *
   * @param renderer the program and its arguments
   */
  public static List<String> lowered(List<String> renderer) {
    Optional<Path> nice = nice();
    // Of what is not there it is the system that says so best.
    if (nice.isEmpty() || !Files.isExecutable(Path.of(renderer.get(0)))) {
      return renderer;
    }
    List<String> command = new ArrayList<>(List.of(nice.get().toString(), "-n", NICER));
    command.addAll(renderer);
    return command;
  }

  private static Optional<Path> nice() {
    return List.of(Path.of("/usr/bin/nice"), Path.of("/bin/nice")).stream()
        .filter(Files::isExecutable)
        .findFirst();
  }
}

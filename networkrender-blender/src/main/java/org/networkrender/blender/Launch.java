package org.networkrender.blender;

import java.nio.file.Path;
import java.util.List;
import org.networkrender.api.backend.BackendSettings;

/**
 * How a Blender is started.
 *
 * @param installation which one
 * @param threads render threads; 0 for one per processor
 * @param colours the colour configuration that it reads, as the environment variable OCIO names it;
 *     empty for Blender's own
 * @param low whether it gets only the processor time that other programs leave
 */
record Launch(Installation installation, int threads, String colours, boolean low) {
  Launch(Installation installation, int threads) {
    this(installation, threads, "");
  }

  Launch(Installation installation, int threads, String colours) {
    this(installation, threads, colours, false);
  }

  /** Returns how a Blender is started by the settings of a machine. */
  static Launch of(Installation installation, BackendSettings settings, String colours) {
    return new Launch(installation, settings.threads(), colours, settings.lowPriority());
  }

  /** Returns the command that runs a script: see {@link Installation#command}. */
  List<String> command(Path script) {
    List<String> command = installation.command(script, threads);
    return low ? BackendSettings.lowered(command) : command;
  }
}

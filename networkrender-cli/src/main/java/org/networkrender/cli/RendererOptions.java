package org.networkrender.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import picocli.CommandLine.Option;

/** How this machine finds and starts its renderer. */
final class RendererOptions {
  @Option(
      names = "--blender",
      paramLabel = "FILE",
      description = "The renderer's program on this machine, where it is not found by itself.")
  private Optional<Path> executable = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Render threads on this machine: one for each processor unless given.")
  private int threads;

  Optional<Path> executable() {
    return executable;
  }

  int threads() {
    return threads;
  }

  BackendSettings settings() throws RenderException {
    return settings(threads);
  }

  BackendSettings settings(int threadsOfOne) throws RenderException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    return Checked.value(() -> new BackendSettings(executable, threadsOfOne, temporary));
  }
}

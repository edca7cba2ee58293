package org.networkrender.blender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;

/** The colour configuration of an environment, and whether a file belongs to it. */
final class ChosenColours {
  private final Map<String, String> environment;
  private @Nullable Known known;

  /** The real paths of its files, as long as the configuration stays the same. */
  private record Known(ColourConfiguration configuration, FileTime changed, Set<Path> files) {}

  ChosenColours(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Reads it anew.
   *
   * @throws RenderException if it cannot be read, or other machines could not use it
   */
  ColourConfiguration read() throws RenderException {
    return ColourConfiguration.of(environment);
  }

  /** Returns whether a file, by its real path, is the configuration or one of its tables. */
  synchronized boolean has(Path file) {
    if (environment.getOrDefault(ColourConfiguration.VARIABLE, "").isEmpty()) {
      return false;
    }
    try {
      if (known == null || !known.changed().equals(changed(known.configuration()))) {
        ColourConfiguration configuration = read();
        Set<Path> files = new HashSet<>();
        for (Path each : configuration.files()) {
          files.add(each.toRealPath());
        }
        known = new Known(configuration, changed(configuration), files);
      }
      return known.files().contains(file);
    } catch (IOException | RenderException e) {
      // Whoever uses it is told what is wrong with it.
      return false;
    }
  }

  private static FileTime changed(ColourConfiguration configuration) throws IOException {
    return configuration.files().isEmpty()
        ? FileTime.fromMillis(0)
        : Files.getLastModifiedTime(configuration.files().get(0));
  }
}

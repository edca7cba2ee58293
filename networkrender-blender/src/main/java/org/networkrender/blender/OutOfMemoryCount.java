package org.networkrender.blender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How often Linux has killed a process because memory ran out: {@code oom_kill} in {@code
 * /proc/vmstat} (kernel documentation, since 4.13). Tells such a kill from any other.
 */
final class OutOfMemoryCount {
  private static final Path STATISTICS = Path.of("/proc/vmstat");
  private static final String NAME = "oom_kill ";

  private OutOfMemoryCount() {}

  /** Returns the count since the machine started; 0 on other systems. */
  static long now() {
    if (Files.notExists(STATISTICS)) {
      return 0;
    }
    try {
      Optional<String> line =
          Files.readAllLines(STATISTICS).stream().filter(l -> l.startsWith(NAME)).findFirst();
      return line.isEmpty() ? 0 : Long.parseLong(line.get().substring(NAME.length()).strip());
    } catch (IOException | NumberFormatException e) {
      // Only makes an error message more exact: without it the kill counts as any other.
      return 0;
    }
  }
}

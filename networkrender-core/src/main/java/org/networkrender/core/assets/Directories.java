package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Lists directories; a test counts how often. */
@FunctionalInterface
interface Directories {
  /** Those of this machine. */
  Directories REAL =
      directory -> {
        try (Stream<Path> files = Files.list(directory)) {
          return files.toList();
        }
      };

  /** Returns what is in a directory, in no order. */
  List<Path> list(Path directory) throws IOException;
}

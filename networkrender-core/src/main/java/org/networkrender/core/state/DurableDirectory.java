package org.networkrender.core.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Forces names to the disk: a rename is there for good only when its directory is. */
public final class DurableDirectory {
  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  private DurableDirectory() {}

  /** Forces a directory to the disk; Windows cannot and need not do that. */
  public static void force(Path directory) throws IOException {
    if (!WINDOWS) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}

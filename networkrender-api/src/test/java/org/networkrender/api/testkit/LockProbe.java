package org.networkrender.api.testkit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Looks from another process whether a file is locked: the process that has the lock cannot tell,
 * and may lose it by asking.
 */
public final class LockProbe {
  private static final int FREE = 3;
  private static final int HELD = 4;

  private LockProbe() {}

  /** Returns whether another process than this one could lock a file; takes a second. */
  public static boolean isFree(Path file) throws IOException, InterruptedException {
    Process probe =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockProbe.class.getName(),
                file.toString())
            .inheritIO()
            .start();
    int answer = probe.waitFor();
    if (answer != FREE && answer != HELD) {
      throw new IOException("the other process ended with " + answer);
    }
    return answer == FREE;
  }

  /** Ends with a number that tells whether the named file is free. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      System.exit(lock == null ? HELD : FREE);
    }
  }
}

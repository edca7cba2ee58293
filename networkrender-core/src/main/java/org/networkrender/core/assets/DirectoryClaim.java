package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right of one running program to a directory, by a file lock in it, which the operating system
 * frees even after a crash.
 */
public final class DirectoryClaim implements AutoCloseable {
  /**
   * What this program has claimed. Its locks are not opened a second time: where a lock belongs to
   * the process, closing any channel of the file ends it.
   */
  private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final Path real;
  private final FileChannel lock;

  private DirectoryClaim(Path directory, Path real, FileChannel lock) {
    this.directory = directory;
    this.real = real;
    this.lock = lock;
  }

  /**
   * Claims a directory, which is there; empty if somebody else has it. May be called by several
   * threads.
   *
   * @throws IOException if the lock cannot be made
   */
  public static Optional<DirectoryClaim> of(Path directory) throws IOException {
    Path real = directory.toRealPath();
    if (!CLAIMED.add(real)) {
      return Optional.empty();
    }
    FileChannel channel = null;
    boolean locked = false;
    try {
      channel =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      locked = channel.tryLock() != null;
      return locked ? Optional.of(new DirectoryClaim(directory, real, channel)) : Optional.empty();
    } finally {
      if (!locked) {
        release(channel, real);
      }
    }
  }

  private static void release(@Nullable FileChannel lock, Path real) throws IOException {
    try {
      if (lock != null) {
        lock.close();
      }
    } finally {
      CLAIMED.remove(real);
    }
  }

  /** Makes a directory if it is not there, and claims it as {@link #of} does. */
  public static Optional<DirectoryClaim> make(Path directory) throws IOException {
    return of(Files.createDirectories(directory));
  }

  /** Returns what is claimed. */
  public Path directory() {
    return directory;
  }

  @Override
  public void close() throws IOException {
    release(lock, real);
  }
}

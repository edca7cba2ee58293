package org.networkrender.core.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.core.assets.ContentStore;
import org.networkrender.core.assets.Trees;

/**
 * The directory of one running worker. Several workers on one machine may be given the same
 * directory: each claims a part of its own by a file lock, which the operating system frees even
 * after a crash.
 */
final class Workspace implements AutoCloseable {
  private static final int MAX_WORKERS = 64;

  private final Path directory;
  private final FileChannel lock;

  private Workspace(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /** Claims the first part that is free and removes what a crashed worker left in it. */
  static Workspace claim(Path base) throws RenderException {
    try {
      for (int i = 1; i <= MAX_WORKERS; i++) {
        Path directory = Files.createDirectories(base.resolve("worker-" + i));
        FileChannel channel =
            FileChannel.open(
                directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isLocked(channel)) {
          Workspace workspace = new Workspace(directory, channel);
          workspace.clean();
          return workspace;
        }
        channel.close();
      }
    } catch (IOException e) {
      throw unusable(base, e);
    }
    throw new RenderException(
        ErrorKind.RESOURCE,
        MAX_WORKERS + " workers use " + base + " already",
        "Choose another directory with --cache");
  }

  private static RenderException unusable(Path base, IOException e) {
    return new RenderException(
        ErrorKind.RESOURCE,
        "Cannot use " + base + " for received files: " + e.getMessage(),
        "Choose another directory with --cache",
        e);
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // Another worker of this same process has it.
      return false;
    }
  }

  private void clean() throws IOException {
    Trees.remove(directory.resolve("jobs"));
    Trees.remove(directory.resolve("sessions"));
    Files.createDirectories(jobs());
    Files.createDirectories(sessions());
  }

  /** Where each open job has a directory. */
  Path jobs() {
    return directory.resolve("jobs");
  }

  /** Where renderer sessions have their temporary files. */
  Path sessions() {
    return directory.resolve("sessions");
  }

  /** Opens the store of received contents. */
  ContentStore openStore(long limitBytes) throws RenderException {
    try {
      return new ContentStore(directory.resolve("contents"), limitBytes, InstantSource.system());
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  /** Returns settings in which renderers have their temporary files in this workspace. */
  BackendSettings settings(BackendSettings given) {
    return new BackendSettings(given.executable(), given.threads(), sessions());
  }

  @Override
  public void close() {
    Trees.remove(jobs());
    Trees.remove(sessions());
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot free the lock of " + directory, e);
    }
  }
}

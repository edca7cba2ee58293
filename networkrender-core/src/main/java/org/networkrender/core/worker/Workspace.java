package org.networkrender.core.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.core.assets.ContentStore;
import org.networkrender.core.assets.DirectoryClaim;
import org.networkrender.core.assets.Trees;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of one running worker. Several workers on one machine may be given the same
 * directory: each claims a part of its own by a file lock, which the operating system frees even
 * after a crash.
 */
final class Workspace implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Workspace.class);

  private static final int MAX_WORKERS = 64;
  private static final String JOBS = "jobs";
  private static final String SESSIONS = "sessions";
  private static final String RENDERERS = "renderers";

  private final Path directory;
  private final DirectoryClaim claim;
  private final RendererLedger renderers;
  private String leftovers = "";

  private Workspace(DirectoryClaim claim) {
    this.claim = claim;
    this.directory = claim.directory();
    this.renderers = new RendererLedger(directory.resolve(RENDERERS));
  }

  /**
   * Claims the first part that is free, and removes what crashed workers left in it and in the
   * other parts that nobody uses now.
   */
  static Workspace claim(Path base) throws RenderException {
    try {
      Workspace claimed = null;
      for (int i = 1; i <= MAX_WORKERS; i++) {
        Path directory = base.resolve("worker-" + i);
        if (claimed == null) {
          claimed = tryLock(Files.createDirectories(directory)).orElse(null);
          if (claimed != null) {
            claimed.cleanFirst();
          }
        } else if (hasLeftovers(directory)) {
          // Locked only where there is something, since others may look for a free part just now.
          cleanAbandoned(directory);
        }
      }
      if (claimed != null) {
        return claimed;
      }
    } catch (IOException e) {
      throw unusable(base, e);
    }
    throw new RenderException(
        ErrorKind.RESOURCE,
        MAX_WORKERS + " workers use " + base + " already",
        "Choose another directory with --cache");
  }

  private static Optional<Workspace> tryLock(Path directory) throws IOException {
    return DirectoryClaim.of(directory).map(Workspace::new);
  }

  private static boolean hasLeftovers(Path directory) {
    return Files.exists(directory.resolve(RENDERERS))
        || Files.exists(directory.resolve(JOBS))
        || Files.exists(directory.resolve(SESSIONS));
  }

  private static void cleanAbandoned(Path directory) {
    try {
      Optional<Workspace> abandoned = tryLock(directory);
      if (abandoned.isPresent()) {
        abandoned.get().close();
      }
    } catch (IOException | UncheckedIOException e) {
      // It may be another user's, and it keeps nobody from working in a part of his own.
      log.warn("cannot clean up {}: {}", directory, e.getMessage());
    }
  }

  private static RenderException unusable(Path base, IOException e) {
    return new RenderException(
        ErrorKind.RESOURCE,
        "Cannot use " + base + " for received files: " + e.getMessage(),
        "Choose another directory with --cache",
        e);
  }

  private void cleanFirst() throws IOException {
    try {
      clean();
    } catch (IOException e) {
      claim.close();
      throw e;
    }
  }

  private void clean() throws IOException {
    boolean left = notEmpty(jobs()) || notEmpty(sessions());
    int ended = renderers.endLeftovers();
    Trees.remove(jobs());
    Trees.remove(sessions());
    Files.createDirectories(jobs());
    Files.createDirectories(sessions());
    if (ended > 0) {
      leftovers =
          "ended "
              + (ended == 1 ? "1 renderer process" : ended + " renderer processes")
              + " that a crashed worker had left";
    } else if (left) {
      leftovers = "removed the files that a crashed worker had left";
    }
  }

  private static boolean notEmpty(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isPresent();
    }
  }

  /** Returns, for people, what a crashed worker had left here; empty when there was nothing. */
  String leftovers() {
    return leftovers;
  }

  /** Where the renderers that run are noted. */
  RendererLedger renderers() {
    return renderers;
  }

  /** Where each open job has a directory. */
  Path jobs() {
    return directory.resolve(JOBS);
  }

  /** Where renderer sessions have their temporary files. */
  Path sessions() {
    return directory.resolve(SESSIONS);
  }

  /**
   * Opens the store of received contents.
   *
   * @param freeBytes how much of the disk is to stay free, if not what is usual
   */
  ContentStore openStore(long limitBytes, OptionalLong freeBytes) throws RenderException {
    try {
      return new ContentStore(
          directory.resolve("contents"),
          limitBytes,
          DiskWatch.reserve(directory, freeBytes),
          InstantSource.system());
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  /**
   * Watches the disk that this workspace is on.
   *
   * @param freeBytes how much of it is to stay free, if not what is usual
   * @param store gives up what it does not use just now, when it is needed
   */
  DiskWatch watchDisk(OptionalLong freeBytes, ContentStore store) throws RenderException {
    try {
      return DiskWatch.of(directory, freeBytes, store::giveUp);
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  /** Returns settings in which renderers have their temporary files in this workspace. */
  BackendSettings settings(BackendSettings given) {
    return given.withTemporary(sessions());
  }

  @Override
  public void close() {
    try {
      try {
        renderers.endLeftovers();
        Trees.remove(jobs());
        Trees.remove(sessions());
      } finally {
        claim.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean up " + directory, e);
    }
  }
}
